/** @file fixunssfdi.c float to unsigned long long: truncated, saturated (negative numbers give 0), 0 for NaN. */
#include "ieee.h"

uint64_t __fixunssfdi(float_bits x) {
  int32_t places = 127 + 31 - sf_exponent(x);
  if (places > 31 || (int32_t)x < 0) return 0;
  uint32_t significand = x << 8 | SIGN;
  if (places >= 0) return significand >> places;
  if (places < -32) return sf_is_nan(x) ? 0 : UINT64_MAX;
  if (places == -32) return double_of(significand);
  return words(significand >> (32 + places), significand << -places);
}
