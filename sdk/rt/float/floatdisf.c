/** @file floatdisf.c long long to float. */
#include "ieee.h"

float_bits __floatundisf(uint64_t x);

float_bits __floatdisf(int64_t x) {
  if (x >= 0) return __floatundisf((uint64_t)x);
  return __floatundisf(-(uint64_t)x) | SIGN;
}
