/** @file fmodf.c Remainder of a float division whose quotient is truncated; exact. */
#include "ieee.h"

float_bits fmodf(float_bits x, float_bits y) {
  uint32_t sign = x & SIGN;
  uint32_t rest = x ^ sign;
  uint32_t divisor = y & ~SIGN;
  if (rest >= SF_INFINITY || divisor > SF_INFINITY || divisor == 0) return SF_NAN;
  if (rest < divisor) return x;
  int32_t exponent = sf_exponent(rest);
  int32_t scale = sf_exponent(divisor);
  rest &= SF_FRACTION;
  divisor &= SF_FRACTION;
  if (exponent == 0) exponent = sf_normalize(&rest);
  if (scale == 0) scale = sf_normalize(&divisor);
  rest |= SF_LEADING;
  divisor |= SF_LEADING;
  if (rest >= divisor) rest -= divisor;
  // Seven bits of the quotient at a time: the dividend stays below 2^31.
  for (int32_t left = exponent - scale; left > 0;) {
    int32_t places = left < 7 ? left : 7;
    rest <<= places;
    rest -= divide_small(rest, divisor) * divisor;
    left -= places;
  }
  if (rest == 0) return sign;
  return __hsx_normsf(scale, rest | sign, 0);
}
