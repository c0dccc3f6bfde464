/** @file ldexp.c x * 2^power, rounded once. */
#include "ieee.h"

double_bits ldexp(double_bits x, int power) {
  uint32_t high = high_word(x), low = low_word(x);
  uint32_t sign = high & SIGN;
  int32_t exponent = df_exponent(high);
  if (exponent == DF_MAX_EXPONENT) return df_is_nan(x) ? double_of(DF_NAN) : x;
  if ((high << 1 | low) == 0) return x;
  high &= DF_FRACTION;
  if (exponent == 0) exponent = df_normalize(&high, &low);
  // Twice the whole range: beyond that nothing changes, and the sum cannot overflow.
  if (power > 5000) power = 5000;
  if (power < -5000) power = -5000;
  return __hsx_rounddf(exponent + power, high | DF_LEADING | sign, low, 0);
}

LONG_DOUBLE(ldexp)
