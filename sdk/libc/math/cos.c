/** @file cos.c Cosine. */
#include "narrow.h"
#include "wide.h"

static void circular(struct wide *r, const struct wide *x) {
  if (x->exponent >= WIDE_INFINITY) {
    __hsx_wide_nan(r);
    return;
  }
  uint32_t quarters = __hsx_wide_quadrant(r, x);
  __hsx_wide_sine(r, r, quarters + 1);
}

double_bits cos(double_bits x) {
  return __hsx_apply_double(x, circular);
}

float_bits cosf(float_bits x) {
  return __hsx_narrow_sine(x, 1);
}

LONG_DOUBLE(cos)
