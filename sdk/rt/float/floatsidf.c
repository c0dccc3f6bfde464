/** @file floatsidf.c int to double; exact. */
#include "ieee.h"

double_bits __floatunsidf(uint32_t x);

double_bits __floatsidf(int32_t x) {
  if (x >= 0) return __floatunsidf((uint32_t)x);
  return __floatunsidf(-(uint32_t)x) | double_of(SIGN);
}
