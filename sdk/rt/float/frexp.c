/** @file frexp.c Splits a double in a number of [1/2, 1) and a power of two; 0, infinities and NaN with a power of 0. */
#include "ieee.h"

double_bits frexp(double_bits x, int *power) {
  uint32_t high = high_word(x), low = low_word(x);
  int32_t exponent = df_exponent(high);
  *power = 0;
  if (exponent == DF_MAX_EXPONENT) return df_is_nan(x) ? double_of(DF_NAN) : x;
  if ((high << 1 | low) == 0) return x;
  uint32_t sign = high & SIGN;
  high &= DF_FRACTION;
  if (exponent == 0) exponent = df_normalize(&high, &low);
  *power = exponent - 1022;
  return words((high & DF_FRACTION) | 1022u << 20 | sign, low);
}

LONG_DOUBLE(frexp)
