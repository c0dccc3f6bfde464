/** @file cosh.c Hyperbolic cosine. */
#include "wide.h"

static void hyperbolic(struct wide *r, const struct wide *x) {
  struct wide e, other;
  __hsx_wide_exp(&e, x);
  __hsx_wide_divide(&other, &__hsx_wide_one, &e);
  __hsx_wide_add(r, &e, &other);
  r->exponent--;
}

double_bits cosh(double_bits x) {
  return __hsx_apply_double(x, hyperbolic);
}

float_bits coshf(float_bits x) {
  return __hsx_apply_float(x, hyperbolic);
}

LONG_DOUBLE(cosh)
