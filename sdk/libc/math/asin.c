/** @file asin.c Arc sine. */
#include "wide.h"

static void angle(struct wide *r, const struct wide *x) {
  struct wide other;
  __hsx_wide_complement(&other, x);
  if (other.exponent == WIDE_NAN) *r = other;
  else __hsx_wide_atan2(r, x, &other);
}

double_bits asin(double_bits x) {
  return __hsx_apply_double(x, angle);
}

float_bits asinf(float_bits x) {
  return __hsx_apply_float(x, angle);
}

LONG_DOUBLE(asin)
