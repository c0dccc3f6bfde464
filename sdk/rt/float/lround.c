/** @file lround.c The integer nearest to a double, of two the one that is farther from zero; saturated, 0 for NaN. */
#include "ieee.h"

double_bits round(double_bits x);
int32_t __fixdfsi(double_bits x);

long lround(double_bits x) {
  return __fixdfsi(round(x));
}

LONG_DOUBLE(lround)
