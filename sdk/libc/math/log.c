/** @file log.c Natural logarithm. */
#include "narrow.h"
#include "wide.h"

static void logarithm(struct wide *r, const struct wide *x) {
  __hsx_wide_log2(r, x);
  __hsx_wide_multiply(r, r, &__hsx_ln2);
}

double_bits log(double_bits x) {
  return __hsx_apply_double(x, logarithm);
}

float_bits logf(float_bits x) {
  return __hsx_narrow_log(x, 0xb17217f8u, 0);
}

LONG_DOUBLE(log)
