/** @file modff.c Splits a float at the point; both parts have its sign. */
#include "ieee.h"

float_bits modff(float_bits x, float_bits *whole) {
  uint32_t sign = x & SIGN;
  int32_t exponent = sf_exponent(x);
  if (sf_is_nan(x)) return *whole = SF_NAN;
  uint32_t fraction = __hsx_fractionsf(x);
  *whole = x & ~fraction;
  if (exponent < 127) return x;
  fraction &= x;
  if (fraction == 0) return sign;
  return __hsx_normsf(exponent, fraction | sign, 0);
}
