/** @file frexpf.c Splits a float in a number of [1/2, 1) and a power of two; 0, infinities and NaN with a power of 0. */
#include "ieee.h"

float_bits frexpf(float_bits x, int *power) {
  int32_t exponent = sf_exponent(x);
  *power = 0;
  if (exponent == SF_MAX_EXPONENT) return sf_is_nan(x) ? SF_NAN : x;
  if (x << 1 == 0) return x;
  uint32_t sign = x & SIGN;
  x &= SF_FRACTION;
  if (exponent == 0) exponent = sf_normalize(&x);
  *power = exponent - 126;
  return (x & SF_FRACTION) | 126u << 23 | sign;
}
