/** @file round.c The integer nearest to a double, of two the one that is farther from zero. */
#include "ieee.h"

double_bits round(double_bits x) {
  uint64_t fraction = __hsx_fractiondf(high_word(x));
  if (fraction == 0) return df_is_nan(x) ? double_of(DF_NAN) : x;
  if (fraction == ~double_of(SIGN)) {
    uint64_t sign = x & ~fraction;
    return (x & fraction) >= double_of(0x3fe00000u) ? sign | double_of(0x3ff00000u) : sign;
  }
  // A carry into the exponent is right.
  return (x + (fraction - (fraction >> 1))) & ~fraction;
}

LONG_DOUBLE(round)
