/** @file fractionsf.c Which bits of a float are its fraction. */
#include "ieee.h"

uint32_t __hsx_fractionsf(float_bits x) {
  int32_t whole = sf_exponent(x) - 127;
  if (whole < 0) return ~SIGN;
  if (whole >= 23) return 0;
  return SF_FRACTION >> whole;
}
