/** @file logb.c The exponent of a double as a double: -infinity for 0, infinity for infinities. */
#include "ieee.h"

int ilogb(double_bits x);
double_bits __floatsidf(int32_t x);

double_bits logb(double_bits x) {
  if (df_is_nan(x)) return double_of(DF_NAN);
  if ((x & ~double_of(SIGN)) == 0) return double_of(DF_INFINITY) | double_of(SIGN);
  if (df_exponent(high_word(x)) == DF_MAX_EXPONENT) return double_of(DF_INFINITY);
  return __floatsidf(ilogb(x));
}

LONG_DOUBLE(logb)
