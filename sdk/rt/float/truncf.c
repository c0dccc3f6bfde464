/** @file truncf.c The integral part of a float. */
#include "ieee.h"

float_bits truncf(float_bits x) {
  uint32_t fraction = __hsx_fractionsf(x);
  if (fraction == 0) return sf_is_nan(x) ? SF_NAN : x;
  return x & ~fraction;
}
