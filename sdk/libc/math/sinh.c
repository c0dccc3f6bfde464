/** @file sinh.c Hyperbolic sine. */
#include "wide.h"

static void hyperbolic(struct wide *r, const struct wide *x) {
  // (E + E / (E + 1)) / 2 for E = e^|x| - 1
  struct wide e = *x, other;
  e.sign = 0;
  __hsx_wide_expm1(&e, &e);
  __hsx_wide_add(&other, &e, &__hsx_wide_one);
  __hsx_wide_divide(&other, &e, &other);
  uint32_t sign = x->sign;
  __hsx_wide_add(r, &e, &other);
  r->exponent--;
  r->sign = sign;
}

double_bits sinh(double_bits x) {
  return __hsx_apply_double(x, hyperbolic);
}

float_bits sinhf(float_bits x) {
  return __hsx_apply_float(x, hyperbolic);
}

LONG_DOUBLE(sinh)
