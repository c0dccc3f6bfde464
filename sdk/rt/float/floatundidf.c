/** @file floatundidf.c unsigned long long to double. */
#include "ieee.h"

double_bits __floatundidf(uint64_t x) {
  if (x == 0) return 0;
  uint32_t high = high_word(x), low = low_word(x);
  return __hsx_normdf(1075 + 11, high >> 11, high << 21 | low >> 11, low << 21);
}
