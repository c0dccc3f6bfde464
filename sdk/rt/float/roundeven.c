/** @file roundeven.c The integer nearest to a double, of two the even one. */
#include "ieee.h"

double_bits rint(double_bits x);

double_bits roundeven(double_bits x) {
  return rint(x);
}

LONG_DOUBLE(roundeven)
