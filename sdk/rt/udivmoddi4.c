#include "words64.h"

/* By a divisor below 2^16, in pieces of 16 bits: a remainder and a piece fit a word. */
static uint64_t divide_by_half(uint64_t n, uint32_t d, uint64_t *rest)
{
  uint32_t high = high_word(n);
  uint32_t low = low_word(n);
  uint32_t quotient_high = high / d;
  uint32_t piece = high % d << 16 | low >> 16;
  uint32_t upper = piece / d;
  piece = piece % d << 16 | (low & 0xffff);
  *rest = piece % d;
  return join_words(quotient_high, upper << 16 | piece / d);
}

uint64_t __hsx_udivmoddi4(uint64_t n, uint64_t d, uint64_t *rest)
{
  uint32_t divisor_high = high_word(d);
  uint32_t divisor_low = low_word(d);
  uint32_t high = high_word(n);
  uint32_t low = low_word(n);
  if (divisor_high == 0 && high == 0) {
    *rest = low % divisor_low;
    return low / divisor_low;
  }
  if (divisor_high == 0 && divisor_low < 0x10000)
    return divide_by_half(n, divisor_low, rest);

  /*
   * Bit by bit. The upper word of the quotient comes from an ordinary division, and is 0 where the divisor has two words; then
   * the dividend's upper word is less than the divisor. So 32 steps remain, one for each bit of `low`.
   */
  uint32_t quotient_high = 0;
  uint32_t rest_high = 0;
  uint32_t rest_low = high;
  if (divisor_high == 0) {
    quotient_high = high / divisor_low;
    rest_low = high % divisor_low;
  }
  for (int step = 0; step < 32; ++step) {
    uint32_t out = rest_high >> 31;
    rest_high = rest_high << 1 | rest_low >> 31;
    rest_low = rest_low << 1 | low >> 31;
    low <<= 1;
    if (out || rest_high > divisor_high || (rest_high == divisor_high && rest_low >= divisor_low)) {
      rest_high -= divisor_high + (rest_low < divisor_low);
      rest_low -= divisor_low;
      low |= 1;
    }
  }
  *rest = join_words(rest_high, rest_low);
  return join_words(quotient_high, low);
}
