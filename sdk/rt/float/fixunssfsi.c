/** @file fixunssfsi.c float to unsigned int: truncated, saturated (negative numbers give 0), 0 for NaN. */
#include "ieee.h"

uint32_t __fixunssfsi(float_bits x) {
  int32_t places = 127 + 31 - sf_exponent(x);
  if (places > 31 || (int32_t)x < 0) return 0;
  if (places < 0) return sf_is_nan(x) ? 0 : UINT32_MAX;
  return (x << 8 | SIGN) >> places;
}
