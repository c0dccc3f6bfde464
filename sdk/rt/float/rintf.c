/** @file rintf.c The integer nearest to a float, of two the even one: there is no other rounding mode. */
#include "ieee.h"

float_bits rintf(float_bits x) {
  uint32_t fraction = __hsx_fractionsf(x);
  if (fraction == 0) return sf_is_nan(x) ? SF_NAN : x;
  if (fraction == ~SIGN) {
    uint32_t sign = x & ~fraction;
    return (x & fraction) > 0x3f000000u ? sign | 0x3f800000u : sign;
  }
  // The last bit before the point is that of the exponent where only the leading one is whole: odd, like it. A carry into the
  // exponent is right.
  uint32_t odd = (x & (fraction + 1)) != 0;
  return (x + (fraction >> 1) + odd) & ~fraction;
}
