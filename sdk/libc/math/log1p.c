/** @file log1p.c log(1 + x). */
#include "wide.h"

static void logarithm(struct wide *r, const struct wide *x) {
  __hsx_wide_log2p1(r, x);
  __hsx_wide_multiply(r, r, &__hsx_ln2);
}

double_bits log1p(double_bits x) {
  return __hsx_apply_double(x, logarithm);
}

float_bits log1pf(float_bits x) {
  return __hsx_apply_float(x, logarithm);
}

LONG_DOUBLE(log1p)
