/** @file llrint.c The integer nearest to a double, of two the even one; saturated, 0 for NaN. */
#include "ieee.h"

double_bits rint(double_bits x);
int64_t __fixdfdi(double_bits x);

long long llrint(double_bits x) {
  return __fixdfdi(rint(x));
}

LONG_DOUBLE(llrint)
