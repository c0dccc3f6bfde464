/** @file sin.c Sine. */
#include "narrow.h"
#include "wide.h"

static void circular(struct wide *r, const struct wide *x) {
  if (x->exponent >= WIDE_INFINITY) {
    __hsx_wide_nan(r);
    return;
  }
  uint32_t quarters = __hsx_wide_quadrant(r, x);
  __hsx_wide_sine(r, r, quarters);
}

double_bits sin(double_bits x) {
  return __hsx_apply_double(x, circular);
}

float_bits sinf(float_bits x) {
  return __hsx_narrow_sine(x, 0);
}

LONG_DOUBLE(sin)
