/** @file floatunsidf.c unsigned int to double; exact. */
#include "ieee.h"

double_bits __floatunsidf(uint32_t x) {
  if (x == 0) return 0;
  int32_t zeros = leading_zeros(x);
  x <<= zeros;
  // The leading bit adds the last 1 to the exponent.
  return words(((uint32_t)(1022 + 31 - zeros) << 20) + (x >> 11), x << 21);
}
