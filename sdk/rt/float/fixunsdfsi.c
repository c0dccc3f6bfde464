/** @file fixunsdfsi.c double to unsigned int: truncated, saturated (negative numbers give 0), 0 for NaN. */
#include "ieee.h"

uint32_t __fixunsdfsi(double_bits x) {
  uint32_t high = high_word(x);
  int32_t places = 1023 + 31 - df_exponent(high);
  if (places > 31 || (int32_t)high < 0) return 0;
  if (places < 0) return df_is_nan(x) ? 0 : UINT32_MAX;
  return (high << 11 | low_word(x) >> 21 | SIGN) >> places;
}
