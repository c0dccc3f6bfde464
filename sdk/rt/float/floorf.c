/** @file floorf.c The largest integer that is not above a float. */
#include "ieee.h"

float_bits floorf(float_bits x) {
  uint32_t fraction = __hsx_fractionsf(x);
  if (fraction == 0) return sf_is_nan(x) ? SF_NAN : x;
  if ((int32_t)x < 0 && (x & fraction) != 0) {
    if (fraction == ~SIGN) return (SIGN | 0x3f800000u);
    // Away from zero; a carry into the exponent is right.
    x += fraction;
  }
  return x & ~fraction;
}
