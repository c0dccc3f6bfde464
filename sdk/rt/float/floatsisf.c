/** @file floatsisf.c int to float. */
#include "ieee.h"

float_bits __floatsisf(int32_t x) {
  if (x == 0) return 0;
  uint32_t sign = (uint32_t)x & SIGN;
  uint32_t magnitude = sign ? -(uint32_t)x : (uint32_t)x;
  return __hsx_normsf(150 + 8, magnitude >> 8 | sign, magnitude << 24);
}
