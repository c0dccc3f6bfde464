/** @file fdimf.c x - y where x is larger, else 0. */
#include "ieee.h"

int32_t __hsx_cmpsf(float_bits x, float_bits y);
float_bits __subsf3(float_bits x, float_bits y);

float_bits fdimf(float_bits x, float_bits y) {
  int32_t order = __hsx_cmpsf(x, y);
  if (order <= 0) return 0;
  // Of a NaN the difference is the canonical one.
  return __subsf3(x, y);
}
