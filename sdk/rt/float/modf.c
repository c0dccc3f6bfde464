/** @file modf.c Splits a double at the point; both parts have its sign. */
#include "ieee.h"

double_bits modf(double_bits x, double_bits *whole) {
  uint32_t high = high_word(x);
  uint32_t sign = high & SIGN;
  int32_t exponent = df_exponent(high);
  if (df_is_nan(x)) return *whole = double_of(DF_NAN);
  uint64_t fraction = __hsx_fractiondf(high);
  *whole = x & ~fraction;
  if (exponent < 1023) return x;
  fraction &= x;
  if (fraction == 0) return double_of(sign);
  return __hsx_normdf(exponent, high_word(fraction) | sign, low_word(fraction), 0);
}

LONG_DOUBLE(modf)
