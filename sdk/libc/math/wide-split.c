/** @file wide-split.c An exponent of two as an integer and a fraction. */
#include "wide.h"

int32_t __hsx_wide_split(const struct wide *a, const struct wide *b, uint32_t tail, int64_t *fraction) {
  int32_t exponent = a->exponent + b->exponent;
  uint32_t sign = a->sign ^ b->sign;
  *fraction = 0;
  if (exponent > 14) return (int32_t)sign < 0 ? -20000 : 20000;
  if (exponent < -64) return 0;
  uint32_t low;
  uint64_t high = __hsx_high96(a->digits, b->digits, tail, &low);
  // The value is high:low / 2^96 * 2^exponent. To an integer word and 64 bits of fraction: 32 - exponent places to the right.
  uint32_t whole = high_word(high), upper = low_word(high);
  uint32_t places = 32 - (uint32_t)exponent;
  while (places >= 32) {
    low = upper;
    upper = whole;
    whole = 0;
    places -= 32;
  }
  if (places != 0) {
    low = low >> places | upper << (32 - places);
    upper = upper >> places | whole << (32 - places);
    whole >>= places;
  }
  // The fraction as a signed number is one less than what is above 1/2.
  int32_t n = (int32_t)(whole + (upper >> 31));
  int64_t f = (int64_t)words(upper, low);
  if ((int32_t)sign < 0) {
    n = -n;
    f = f == INT64_MIN ? INT64_MAX : -f;
  }
  *fraction = f;
  return n;
}
