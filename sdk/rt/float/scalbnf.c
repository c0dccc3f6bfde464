/** @file scalbnf.c x * 2^power, rounded once. */
#include "ieee.h"

float_bits ldexpf(float_bits x, int power);

float_bits scalbnf(float_bits x, int power) {
  return ldexpf(x, power);
}
