/** @file ldexpf.c x * 2^power, rounded once. */
#include "ieee.h"

float_bits ldexpf(float_bits x, int power) {
  uint32_t sign = x & SIGN;
  int32_t exponent = sf_exponent(x);
  if (exponent == SF_MAX_EXPONENT) return sf_is_nan(x) ? SF_NAN : x;
  if (x << 1 == 0) return x;
  x &= SF_FRACTION;
  if (exponent == 0) exponent = sf_normalize(&x);
  // More than the whole range: beyond that nothing changes, and the sum cannot overflow.
  if (power > 600) power = 600;
  if (power < -600) power = -600;
  return __hsx_roundsf(exponent + power, x | SF_LEADING | sign, 0);
}
