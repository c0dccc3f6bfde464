/** @file ilogb.c The exponent of a double as an integer: INT_MIN for 0, INT_MAX for infinities and NaN. */
#include "ieee.h"

double_bits frexp(double_bits x, int *power);

int ilogb(double_bits x) {
  if (df_exponent(high_word(x)) == DF_MAX_EXPONENT) return INT32_MAX;
  if ((x & ~double_of(SIGN)) == 0) return INT32_MIN;
  int power;
  frexp(x, &power);
  return power - 1;
}

LONG_DOUBLE(ilogb)
