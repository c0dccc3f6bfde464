/** @file roundf.c The integer nearest to a float, of two the one that is farther from zero. */
#include "ieee.h"

float_bits roundf(float_bits x) {
  uint32_t fraction = __hsx_fractionsf(x);
  if (fraction == 0) return sf_is_nan(x) ? SF_NAN : x;
  if (fraction == ~SIGN) {
    uint32_t sign = x & ~fraction;
    return (x & fraction) >= 0x3f000000u ? sign | 0x3f800000u : sign;
  }
  // A carry into the exponent is right.
  return (x + (fraction - (fraction >> 1))) & ~fraction;
}
