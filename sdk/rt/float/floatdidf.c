/** @file floatdidf.c long long to double. */
#include "ieee.h"

double_bits __floatundidf(uint64_t x);

double_bits __floatdidf(int64_t x) {
  if (x >= 0) return __floatundidf((uint64_t)x);
  return __floatundidf(-(uint64_t)x) | double_of(SIGN);
}
