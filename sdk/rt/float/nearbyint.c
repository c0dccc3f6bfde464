/** @file nearbyint.c The integer nearest to a double, of two the even one: there is no other rounding mode. */
#include "ieee.h"

double_bits rint(double_bits x);

double_bits nearbyint(double_bits x) {
  return rint(x);
}

LONG_DOUBLE(nearbyint)
