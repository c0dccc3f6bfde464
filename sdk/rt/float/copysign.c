/** @file copysign.c A double with the sign of another one. */
#include "ieee.h"

double_bits copysign(double_bits x, double_bits y) {
  return (x & ~double_of(SIGN)) | (y & double_of(SIGN));
}

LONG_DOUBLE(copysign)
