/** @file tan.c Tangent. */
#include "wide.h"

static void tangent(struct wide *r, const struct wide *x) {
  if (x->exponent >= WIDE_INFINITY) {
    __hsx_wide_nan(r);
    return;
  }
  struct wide angle, cosine;
  uint32_t quarters = __hsx_wide_quadrant(&angle, x);
  __hsx_wide_sine(&cosine, &angle, quarters + 1);
  __hsx_wide_sine(r, &angle, quarters);
  __hsx_wide_divide(r, r, &cosine);
}

double_bits tan(double_bits x) {
  return __hsx_apply_double(x, tangent);
}

float_bits tanf(float_bits x) {
  return __hsx_apply_float(x, tangent);
}

LONG_DOUBLE(tan)
