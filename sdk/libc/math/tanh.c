/** @file tanh.c Hyperbolic tangent. */
#include "wide.h"

static const struct wide two = {WIDE_TOP, 2, 0};

static void hyperbolic(struct wide *r, const struct wide *x) {
  // E / (E + 2) for E = e^(2|x|) - 1
  struct wide e = *x, other;
  e.sign = 0;
  e.exponent++;
  uint32_t sign = x->sign;
  __hsx_wide_expm1(&e, &e);
  __hsx_wide_add(&other, &e, &two);
  __hsx_wide_divide(r, &e, &other);
  r->sign = sign;
}

double_bits tanh(double_bits x) {
  return __hsx_apply_double(x, hyperbolic);
}

float_bits tanhf(float_bits x) {
  return __hsx_apply_float(x, hyperbolic);
}

LONG_DOUBLE(tanh)
