/** @file rint.c The integer nearest to a double, of two the even one: there is no other rounding mode. */
#include "ieee.h"

double_bits rint(double_bits x) {
  uint64_t fraction = __hsx_fractiondf(high_word(x));
  if (fraction == 0) return df_is_nan(x) ? double_of(DF_NAN) : x;
  if (fraction == ~double_of(SIGN)) {
    uint64_t sign = x & ~fraction;
    return (x & fraction) > double_of(0x3fe00000u) ? sign | double_of(0x3ff00000u) : sign;
  }
  // The last bit before the point is that of the exponent where only the leading one is whole: odd, like it. A carry into the
  // exponent is right.
  uint64_t odd = (x & (fraction + 1)) != 0;
  return (x + (fraction >> 1) + odd) & ~fraction;
}

LONG_DOUBLE(rint)
