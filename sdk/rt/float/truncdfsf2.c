/** @file truncdfsf2.c double to float. */
#include "ieee.h"

float_bits __truncdfsf2(double_bits x) {
  if (df_is_nan(x)) return SF_NAN;
  uint32_t high = high_word(x), low = low_word(x);
  // Subnormal doubles are far below the floats: their missing leading bit does not matter.
  uint32_t significand = ((high & DF_FRACTION) | DF_LEADING) << 3 | low >> 29;
  return __hsx_roundsf(df_exponent(high) - (1023 - 127), significand | (high & SIGN), low << 3);
}
