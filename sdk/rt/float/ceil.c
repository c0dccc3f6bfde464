/** @file ceil.c The smallest integer that is not below a double. */
#include "ieee.h"

double_bits ceil(double_bits x) {
  uint64_t fraction = __hsx_fractiondf(high_word(x));
  if (fraction == 0) return df_is_nan(x) ? double_of(DF_NAN) : x;
  if (!((int64_t)x < 0) && (x & fraction) != 0) {
    if (fraction == ~double_of(SIGN)) return double_of(0x3ff00000u);
    // Away from zero; a carry into the exponent is right.
    x += fraction;
  }
  return x & ~fraction;
}

LONG_DOUBLE(ceil)
