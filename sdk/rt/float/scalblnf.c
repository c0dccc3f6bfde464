/** @file scalblnf.c x * 2^power, rounded once. */
#include "ieee.h"

float_bits ldexpf(float_bits x, int power);

float_bits scalblnf(float_bits x, long power) {
  return ldexpf(x, (int)power);
}
