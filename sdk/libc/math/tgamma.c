/** @file tgamma.c The gamma function. */
#include "wide.h"

static void gamma(struct wide *r, const struct wide *x) {
  struct wide product;
  uint32_t sign = x->sign;
  if (x->digits == 0) {
    r->sign = sign;
    r->digits = WIDE_TOP;
    r->exponent = WIDE_INFINITY;
    return;
  }
  if ((int32_t)sign < 0 && __hsx_wide_parity(x) != 0) {
    __hsx_wide_nan(r);
    return;
  }
  // From 256 on everything is infinite, below -256 everything 0.
  if (x->exponent > 8) {
    r->sign = 0;
    if ((int32_t)sign < 0) {
      // Negative right below 0, -2, -4, …
      if ((low_word(x->digits >> (64 - x->exponent)) & 1) == 0) r->sign = SIGN;
      r->exponent = -20000;
    } else r->exponent = WIDE_INFINITY;
    return;
  }
  int below = __hsx_wide_gamma(r, &product, x);
  __hsx_wide_exp(r, r);
  if (below) __hsx_wide_divide(r, r, &product);
  else __hsx_wide_multiply(r, r, &product);
}

double_bits tgamma(double_bits x) {
  return __hsx_apply_double(x, gamma);
}

float_bits tgammaf(float_bits x) {
  return __hsx_apply_float(x, gamma);
}

LONG_DOUBLE(tgamma)
