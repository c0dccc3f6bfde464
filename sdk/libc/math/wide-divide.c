/** @file wide-divide.c Quotients of numbers with 64 digits. */
#include "wide.h"

void __hsx_wide_divide(struct wide *r, const struct wide *a, const struct wide *b) {
  uint32_t top = high_word(b->digits);
  // The reciprocal as in divdf3.c: with x = b / 2^64, v approximates 2^31 / x from below, with an error under 2^-29.
  uint32_t v = divide_small(0x7fffffff, (top >> 16) + 1) << 16;
  v = multiply_high(v, -(multiply_high(top, v) + 2)) << 1;
  v = multiply_high(v, -(multiply_high(top, v) + 2)) << 1;
  // The quotient a / (2x) in three parts, each too small, by less than 2^-28, 2^-56 and a few units of the last place.
  uint64_t half = a->digits >> 1;
  uint64_t quotient = words(multiply_high(high_word(a->digits), v), 0);
  uint64_t rest = half - __hsx_high64(b->digits, quotient);
  quotient += __hsx_high64(rest << 24, words(v, 0)) >> 23;
  rest = half - __hsx_high64(b->digits, quotient);
  quotient += multiply_high(low_word(rest), v) << 1;
  int32_t exponent = a->exponent - b->exponent + 1;
  if ((int64_t)quotient >= 0) {
    quotient += quotient;
    exponent--;
  }
  r->digits = quotient;
  r->exponent = exponent;
  r->sign = a->sign ^ b->sign;
}
