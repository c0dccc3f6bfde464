/** @file truncsfhf2.c float to half. */
#include "ieee.h"

uint32_t __truncsfhf2(float_bits x) {
  if (sf_is_nan(x)) return 0x7e00;
  // Subnormal floats are far below the halves: their missing leading bit does not matter.
  return __hsx_roundhf(sf_exponent(x) - 112, x & SIGN, x << 8 | SIGN);
}
