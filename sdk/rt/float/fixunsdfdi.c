/** @file fixunsdfdi.c double to unsigned long long: truncated, saturated (negative numbers give 0), 0 for NaN. */
#include "ieee.h"

uint64_t __fixunsdfdi(double_bits x) {
  uint32_t high = high_word(x), low = low_word(x);
  int32_t places = 1023 + 63 - df_exponent(high);
  if (places > 63 || (int32_t)high < 0) return 0;
  if (places < 0) return df_is_nan(x) ? 0 : UINT64_MAX;
  high = high << 11 | low >> 21 | SIGN;
  low <<= 11;
  if (places >= 32) return high >> (places - 32);
  if (places != 0) {
    low = low >> places | high << (32 - places);
    high >>= places;
  }
  return words(high, low);
}
