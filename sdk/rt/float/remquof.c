/** @file remquof.c x - n * y with the integer n nearest to x / y, of two the even one, and the low bits of n; exact. */
#include "ieee.h"

float_bits remquof(float_bits x, float_bits y, int *quotient) {
  uint32_t sign = x & SIGN;
  uint32_t opposite = (x ^ y) & SIGN;
  uint32_t rest = x ^ sign;
  uint32_t divisor = y & ~SIGN;
  *quotient = 0;
  if (rest >= SF_INFINITY || divisor > SF_INFINITY || divisor == 0) return SF_NAN;
  if (rest == 0 || divisor == SF_INFINITY) return x;
  int32_t exponent = sf_exponent(rest);
  int32_t scale = sf_exponent(divisor);
  rest &= SF_FRACTION;
  divisor &= SF_FRACTION;
  if (exponent == 0) exponent = sf_normalize(&rest);
  if (scale == 0) scale = sf_normalize(&divisor);
  rest |= SF_LEADING;
  divisor |= SF_LEADING;
  if (exponent < scale - 1) return x;
  uint32_t n = 0;
  if (exponent < scale) {
    // Less than y: the quotient is 0, or 1 when it is above one half.
    scale = exponent;
    divisor <<= 1;
  } else if (rest >= divisor) {
    rest -= divisor;
    n = 1;
  }
  // Six bits of the quotient at a time: the dividend stays below 2^31.
  for (int32_t left = exponent - scale; left > 0;) {
    int32_t places = left < 6 ? left : 6;
    rest <<= places;
    uint32_t digit = divide_small(rest, divisor);
    rest -= digit * divisor;
    n = (n << places) + digit;
    left -= places;
  }
  uint32_t twice = rest << 1;
  if (twice > divisor || (twice == divisor && (n & 1) != 0)) {
    rest = divisor - rest;
    sign ^= SIGN;
    n++;
  }
  n &= INT32_MAX;
  *quotient = (int)(opposite != 0 ? -n : n);
  if (rest == 0) return sign;
  return __hsx_normsf(scale, rest | sign, 0);
}
