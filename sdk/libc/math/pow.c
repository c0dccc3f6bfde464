/** @file pow.c x^y. */
#include "wide.h"

static void power(struct wide *r, const struct wide *x, const struct wide *y) {
  struct wide base = *x;
  uint32_t sign = 0;
  if ((int32_t)base.sign < 0) {
    uint32_t kind = __hsx_wide_parity(y);
    if (kind == 1) sign = SIGN;
    else if (kind == 0 && base.digits != 0 && base.exponent < WIDE_INFINITY) {
      __hsx_wide_nan(r);
      return;
    }
    base.sign = 0;
  }
  int64_t f;
  uint32_t tail = __hsx_wide_log2(&base, &base);
  int32_t n = __hsx_wide_split(y, &base, tail, &f);
  __hsx_wide_exp2(r, n, f);
  r->sign = sign;
}

double_bits pow(double_bits x, double_bits y) {
  // These even of a NaN.
  if (y << 1 == 0 || x == double_of(0x3ff00000u)) return double_of(0x3ff00000u);
  return __hsx_apply2_double(x, y, power);
}

float_bits powf(float_bits x, float_bits y) {
  if (y << 1 == 0 || x == 0x3f800000u) return 0x3f800000u;
  return __hsx_apply2_float(x, y, power);
}

LONG_DOUBLE(pow)
