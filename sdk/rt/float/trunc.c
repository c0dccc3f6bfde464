/** @file trunc.c The integral part of a double. */
#include "ieee.h"

double_bits trunc(double_bits x) {
  uint64_t fraction = __hsx_fractiondf(high_word(x));
  if (fraction == 0) return df_is_nan(x) ? double_of(DF_NAN) : x;
  return x & ~fraction;
}

LONG_DOUBLE(trunc)
