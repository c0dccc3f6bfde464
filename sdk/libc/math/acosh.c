/** @file acosh.c Inverse hyperbolic cosine. */
#include "wide.h"

static const struct wide minus_one = {WIDE_TOP, 1, SIGN};
static const struct wide two = {WIDE_TOP, 2, 0};

static void area(struct wide *r, const struct wide *x) {
  struct wide t = *x, root;
  if ((int32_t)x->sign < 0 || x->exponent < 1) {
    __hsx_wide_nan(r);
    return;
  }
  if (t.exponent > 40) {
    // log(2x)
    t.exponent++;
    __hsx_wide_log2(&t, &t);
  } else {
    // log(1 + t + sqrt(t (t + 2))) for t = x - 1
    __hsx_wide_add(&t, x, &minus_one);
    __hsx_wide_add(&root, &t, &two);
    __hsx_wide_multiply(&root, &root, &t);
    __hsx_wide_root(&root, &root);
    __hsx_wide_add(&t, &t, &root);
    __hsx_wide_log2p1(&t, &t);
  }
  __hsx_wide_multiply(r, &t, &__hsx_ln2);
}

double_bits acosh(double_bits x) {
  return __hsx_apply_double(x, area);
}

float_bits acoshf(float_bits x) {
  return __hsx_apply_float(x, area);
}

LONG_DOUBLE(acosh)
