/** @file exp2.c 2^x. */
#include "narrow.h"
#include "wide.h"

static void power(struct wide *r, const struct wide *x) {
  int64_t f;
  int32_t n = __hsx_wide_split(x, &__hsx_wide_one, 0, &f);
  __hsx_wide_exp2(r, n, f);
}

double_bits exp2(double_bits x) {
  return __hsx_apply_double(x, power);
}

float_bits exp2f(float_bits x) {
  return __hsx_narrow_exp(x, SIGN, 0, 1);
}

LONG_DOUBLE(exp2)
