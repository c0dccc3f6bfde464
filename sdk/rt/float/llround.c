/** @file llround.c The integer nearest to a double, of two the one that is farther from zero; saturated, 0 for NaN. */
#include "ieee.h"

double_bits round(double_bits x);
int64_t __fixdfdi(double_bits x);

long long llround(double_bits x) {
  return __fixdfdi(round(x));
}

LONG_DOUBLE(llround)
