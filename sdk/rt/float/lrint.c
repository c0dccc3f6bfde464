/** @file lrint.c The integer nearest to a double, of two the even one; saturated, 0 for NaN. */
#include "ieee.h"

double_bits rint(double_bits x);
int32_t __fixdfsi(double_bits x);

long lrint(double_bits x) {
  return __fixdfsi(rint(x));
}

LONG_DOUBLE(lrint)
