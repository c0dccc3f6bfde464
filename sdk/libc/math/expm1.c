/** @file expm1.c e^x - 1. */
#include "wide.h"


double_bits expm1(double_bits x) {
  return __hsx_apply_double(x, __hsx_wide_expm1);
}

float_bits expm1f(float_bits x) {
  return __hsx_apply_float(x, __hsx_wide_expm1);
}

LONG_DOUBLE(expm1)
