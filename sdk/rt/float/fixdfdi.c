/** @file fixdfdi.c double to long long: truncated, saturated, 0 for NaN. */
#include "ieee.h"

uint64_t __fixunsdfdi(double_bits x);

int64_t __fixdfdi(double_bits x) {
  uint64_t magnitude = __fixunsdfdi(x & ~double_of(SIGN));
  if ((int64_t)magnitude < 0) return (int64_t)(INT64_MAX + (x >> 63));
  return (int64_t)((int64_t)x < 0 ? -magnitude : magnitude);
}
