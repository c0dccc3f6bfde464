/** @file exp.c e^x. */
#include "narrow.h"
#include "wide.h"


double_bits exp(double_bits x) {
  return __hsx_apply_double(x, __hsx_wide_exp);
}

float_bits expf(float_bits x) {
  return __hsx_narrow_exp(x, 0xb8aa3b29u, 0x5c17f0bbu, 1);
}

LONG_DOUBLE(exp)
