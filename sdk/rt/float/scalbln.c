/** @file scalbln.c x * 2^power, rounded once. */
#include "ieee.h"

double_bits ldexp(double_bits x, int power);

double_bits scalbln(double_bits x, long power) {
  return ldexp(x, (int)power);
}

LONG_DOUBLE(scalbln)
