/** @file atanh.c Inverse hyperbolic tangent. */
#include "wide.h"

static void area(struct wide *r, const struct wide *x) {
  struct wide t = *x, rest = *x;
  t.sign = 0;
  rest.sign = SIGN;
  uint32_t sign = x->sign;
  __hsx_wide_add(&rest, &__hsx_wide_one, &rest);
  if ((int32_t)rest.sign < 0) {
    __hsx_wide_nan(r);
    return;
  }
  if (rest.digits == 0) t.exponent = WIDE_INFINITY;
  else {
    // log(1 + 2t / (1 - t)) / 2
    t.exponent++;
    __hsx_wide_divide(&t, &t, &rest);
    __hsx_wide_log2p1(&t, &t);
    __hsx_wide_multiply(&t, &t, &__hsx_ln2);
    t.exponent--;
  }
  *r = t;
  r->sign = sign;
}

double_bits atanh(double_bits x) {
  return __hsx_apply_double(x, area);
}

float_bits atanhf(float_bits x) {
  return __hsx_apply_float(x, area);
}

LONG_DOUBLE(atanh)
