/** @file fdim.c x - y where x is larger, else 0. */
#include "ieee.h"

int32_t __hsx_cmpdf(double_bits x, double_bits y);
double_bits __subdf3(double_bits x, double_bits y);

double_bits fdim(double_bits x, double_bits y) {
  int32_t order = __hsx_cmpdf(x, y);
  if (order <= 0) return 0;
  // Of a NaN the difference is the canonical one.
  return __subdf3(x, y);
}

LONG_DOUBLE(fdim)
