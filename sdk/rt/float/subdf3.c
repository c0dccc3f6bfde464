/** @file subdf3.c double a - b. */
#include "ieee.h"

double_bits __adddf3(double_bits a, double_bits b);

double_bits __subdf3(double_bits a, double_bits b) {
  return __adddf3(a, b ^ double_of(SIGN));
}
