/** @file asinh.c Inverse hyperbolic sine. */
#include "wide.h"

static void area(struct wide *r, const struct wide *x) {
  struct wide t = *x, square, root;
  t.sign = 0;
  if (t.exponent > 40) {
    // log(2t)
    t.exponent++;
    __hsx_wide_log2(&t, &t);
  } else {
    // log(1 + t + t^2 / (1 + sqrt(1 + t^2)))
    __hsx_wide_multiply(&square, &t, &t);
    __hsx_wide_add(&root, &square, &__hsx_wide_one);
    __hsx_wide_root(&root, &root);
    __hsx_wide_add(&root, &root, &__hsx_wide_one);
    __hsx_wide_divide(&square, &square, &root);
    __hsx_wide_add(&t, &t, &square);
    __hsx_wide_log2p1(&t, &t);
  }
  uint32_t sign = x->sign;
  __hsx_wide_multiply(r, &t, &__hsx_ln2);
  r->sign = sign;
}

double_bits asinh(double_bits x) {
  return __hsx_apply_double(x, area);
}

float_bits asinhf(float_bits x) {
  return __hsx_apply_float(x, area);
}

LONG_DOUBLE(asinh)
