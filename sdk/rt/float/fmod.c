/** @file fmod.c Remainder of a double division whose quotient is truncated; exact. */
#include "ieee.h"

double_bits fmod(double_bits x, double_bits y) {
  uint32_t xh = high_word(x) & ~SIGN, xl = low_word(x);
  uint32_t yh = high_word(y) & ~SIGN, yl = low_word(y);
  if (xh >= DF_INFINITY || df_is_nan(y) || (yh | yl) == 0) return double_of(DF_NAN);
  if (words(xh, xl) < words(yh, yl)) return x;
  int32_t exponent = df_exponent(xh);
  int32_t scale = df_exponent(yh);
  xh &= DF_FRACTION;
  yh &= DF_FRACTION;
  if (exponent == 0) exponent = df_normalize(&xh, &xl);
  if (scale == 0) scale = df_normalize(&yh, &yl);
  yh |= DF_LEADING;
  uint64_t divisor = words(yh, yl);
  uint64_t rest = words(xh | DF_LEADING, xl);
  if (rest >= divisor) rest -= divisor;
  // Ten bits of the quotient at a time: the dividend stays below 2^63. The digit from the high words is too small by less than 2.
  for (int32_t left = exponent - scale; left > 0;) {
    int32_t places = left < 10 ? left : 10;
    // Opaque, or else one shift of 64 bits by a variable amount is made of this, a call.
    uint32_t high = opaque(high_word(rest) << places | low_word(rest) >> (32 - places));
    uint32_t digit = divide_small(high, yh + 1);
    rest = words(high - digit * yh, low_word(rest) << places) - multiply(digit, yl);
    while (rest >= divisor) rest -= divisor;
    left -= places;
  }
  uint32_t sign = high_word(x) & SIGN;
  if (rest == 0) return double_of(sign);
  return __hsx_normdf(scale, high_word(rest) | sign, low_word(rest), 0);
}

LONG_DOUBLE(fmod)
