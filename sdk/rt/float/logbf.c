/** @file logbf.c The exponent of a float as a float: -infinity for 0, infinity for infinities. */
#include "ieee.h"

int ilogbf(float_bits x);
float_bits __floatsisf(int32_t x);

float_bits logbf(float_bits x) {
  if (sf_is_nan(x)) return SF_NAN;
  if ((x & ~SIGN) == 0) return SF_INFINITY | SIGN;
  if (sf_exponent(x) == SF_MAX_EXPONENT) return SF_INFINITY;
  return __floatsisf(ilogbf(x));
}
