/** @file atan.c Arc tangent. */
#include "narrow.h"
#include "wide.h"

static void angle(struct wide *r, const struct wide *x) {
  __hsx_wide_atan2(r, x, &__hsx_wide_one);
}

double_bits atan(double_bits x) {
  return __hsx_apply_double(x, angle);
}

float_bits atanf(float_bits x) {
  return __hsx_narrow_atan2(x, 127u << 23);
}

LONG_DOUBLE(atan)
