/** @file fabs.c The magnitude of a double. */
#include "ieee.h"

double_bits fabs(double_bits x) {
  return x & ~double_of(SIGN);
}

LONG_DOUBLE(fabs)
