/** @file fixdfsi.c double to int: truncated, saturated, 0 for NaN. */
#include "ieee.h"

int32_t __fixdfsi(double_bits x) {
  uint32_t high = high_word(x);
  int32_t places = 1023 + 31 - df_exponent(high);
  if (places > 31) return 0;
  if (places <= 0) {
    if (df_is_nan(x)) return 0;
    return (int32_t)(INT32_MAX + (high >> 31));
  }
  int32_t magnitude = (int32_t)((high << 11 | low_word(x) >> 21 | SIGN) >> places);
  return (int32_t)high < 0 ? -magnitude : magnitude;
}
