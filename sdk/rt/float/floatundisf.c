/** @file floatundisf.c unsigned long long to float. */
#include "ieee.h"

float_bits __floatundisf(uint64_t x) {
  uint32_t high = high_word(x), low = low_word(x);
  if (high >> 8 != 0) return __hsx_normsf(150 + 40, high >> 8, high << 24 | low >> 8 | ((low & 0xff) != 0));
  if (x == 0) return 0;
  // Below 2^40 no bit may be lost before the leading one has its place.
  return __hsx_normsf(150 + 16, high << 16 | low >> 16, low << 16);
}
