/** @file floatunwidesf.c An unsigned integer of any width to float. */
#include "wide-float.h"

float_bits __floatundisf(uint64_t x);

float_bits __hsx_floatunwidesf(const uint32_t *n, uint32_t count) {
  uint64_t top;
  uint32_t power = leading_part(n, count, &top);
  float_bits result = __floatundisf(top);
  if (power + (result >> 23) >= SF_MAX_EXPONENT) return SF_INFINITY;
  return result + (power << 23);
}
