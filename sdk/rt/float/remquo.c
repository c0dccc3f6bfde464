/** @file remquo.c x - n * y with the integer n nearest to x / y, of two the even one, and the low bits of n; exact. */
#include "ieee.h"

double_bits remquo(double_bits x, double_bits y, int *quotient) {
  uint32_t xh = high_word(x) & ~SIGN, xl = low_word(x);
  uint32_t yh = high_word(y) & ~SIGN, yl = low_word(y);
  uint32_t sign = high_word(x) & SIGN;
  uint32_t opposite = high_word(x ^ y) & SIGN;
  *quotient = 0;
  if (xh >= DF_INFINITY || df_is_nan(y) || (yh | yl) == 0) return double_of(DF_NAN);
  if ((xh | xl) == 0 || yh == DF_INFINITY) return x;
  int32_t exponent = df_exponent(xh);
  int32_t scale = df_exponent(yh);
  xh &= DF_FRACTION;
  yh &= DF_FRACTION;
  if (exponent == 0) exponent = df_normalize(&xh, &xl);
  if (scale == 0) scale = df_normalize(&yh, &yl);
  if (exponent < scale - 1) return x;
  uint64_t divisor = words(yh | DF_LEADING, yl);
  uint64_t rest = words(xh | DF_LEADING, xl);
  uint32_t n = 0;
  if (exponent < scale) {
    // Less than y: the quotient is 0, or 1 when it is above one half.
    scale = exponent;
    divisor += divisor;
  } else if (rest >= divisor) {
    rest -= divisor;
    n = 1;
  }
  // As in fmod.c.
  yh = high_word(divisor);
  for (int32_t left = exponent - scale; left > 0;) {
    int32_t places = left < 10 ? left : 10;
    uint32_t high = opaque(high_word(rest) << places | low_word(rest) >> (32 - places));
    uint32_t digit = divide_small(high, yh + 1);
    rest = words(high - digit * yh, low_word(rest) << places) - multiply(digit, yl);
    n = (n << places) + digit;
    while (rest >= divisor) {
      rest -= divisor;
      n++;
    }
    left -= places;
  }
  uint64_t twice = rest + rest;
  if (twice > divisor || (twice == divisor && (n & 1) != 0)) {
    rest = divisor - rest;
    sign ^= SIGN;
    n++;
  }
  n &= INT32_MAX;
  *quotient = (int)(opposite != 0 ? -n : n);
  if (rest == 0) return double_of(sign);
  return __hsx_normdf(scale, high_word(rest) | sign, low_word(rest), 0);
}

LONG_DOUBLE(remquo)
