/** @file scalbn.c x * 2^power, rounded once. */
#include "ieee.h"

double_bits ldexp(double_bits x, int power);

double_bits scalbn(double_bits x, int power) {
  return ldexp(x, power);
}

LONG_DOUBLE(scalbn)
