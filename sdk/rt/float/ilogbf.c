/** @file ilogbf.c The exponent of a float as an integer: INT_MIN for 0, INT_MAX for infinities and NaN. */
#include "ieee.h"

float_bits frexpf(float_bits x, int *power);

int ilogbf(float_bits x) {
  if (sf_exponent(x) == SF_MAX_EXPONENT) return INT32_MAX;
  if ((x & ~SIGN) == 0) return INT32_MIN;
  int power;
  frexpf(x, &power);
  return power - 1;
}
