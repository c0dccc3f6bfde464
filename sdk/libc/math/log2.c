/** @file log2.c Logarithm to base 2. */
#include "narrow.h"
#include "wide.h"

static void logarithm(struct wide *r, const struct wide *x) {
  __hsx_wide_log2(r, x);
}

double_bits log2(double_bits x) {
  return __hsx_apply_double(x, logarithm);
}

float_bits log2f(float_bits x) {
  return __hsx_narrow_log(x, SIGN, 1);
}

LONG_DOUBLE(log2)
