/** @file floatunsisf.c unsigned int to float. */
#include "ieee.h"

float_bits __floatunsisf(uint32_t x) {
  if (x == 0) return 0;
  return __hsx_normsf(150 + 8, x >> 8, x << 24);
}
