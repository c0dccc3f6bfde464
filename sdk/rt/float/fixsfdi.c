/** @file fixsfdi.c float to long long: truncated, saturated, 0 for NaN. */
#include "ieee.h"

uint64_t __fixunssfdi(float_bits x);

int64_t __fixsfdi(float_bits x) {
  uint64_t magnitude = __fixunssfdi(x & ~SIGN);
  if ((int64_t)magnitude < 0) return (int64_t)(INT64_MAX + (uint64_t)(x >> 31));
  return (int64_t)((int32_t)x < 0 ? -magnitude : magnitude);
}
