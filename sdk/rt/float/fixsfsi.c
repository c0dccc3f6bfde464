/** @file fixsfsi.c float to int: truncated, saturated, 0 for NaN. */
#include "ieee.h"

int32_t __fixsfsi(float_bits x) {
  int32_t places = 127 + 31 - sf_exponent(x);
  if (places > 31) return 0;
  if (places <= 0) {
    if (sf_is_nan(x)) return 0;
    return (int32_t)(INT32_MAX + (x >> 31));
  }
  int32_t magnitude = (int32_t)((x << 8 | SIGN) >> places);
  return (int32_t)x < 0 ? -magnitude : magnitude;
}
