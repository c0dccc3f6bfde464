/** @file rint.c The integer nearest to a double, of two the even one: there is no other rounding mode. */
#include "ieee.h"

double_bits roundeven(double_bits x);

double_bits rint(double_bits x) {
  return roundeven(x);
}

LONG_DOUBLE(rint)
