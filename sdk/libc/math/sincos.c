/** @file sincos.c Sine and cosine of one angle; not of C11. */
#include "narrow.h"
#include "wide.h"

static void circular(struct wide *sine, struct wide *cosine, const struct wide *x) {
  struct wide angle;
  if (x->exponent >= WIDE_INFINITY) {
    __hsx_wide_nan(sine);
    __hsx_wide_nan(cosine);
    return;
  }
  uint32_t quarters = __hsx_wide_quadrant(&angle, x);
  __hsx_wide_sine(sine, &angle, quarters);
  __hsx_wide_sine(cosine, &angle, quarters + 1);
}

void sincos(double_bits x, double_bits *sine, double_bits *cosine) {
  if (df_is_nan(x)) {
    *sine = *cosine = double_of(DF_NAN);
    return;
  }
  struct wide s, c, w;
  __hsx_wide_of_double(&w, x);
  circular(&s, &c, &w);
  *sine = __hsx_wide_to_double(&s);
  *cosine = __hsx_wide_to_double(&c);
}

void sincosf(float_bits x, float_bits *sine, float_bits *cosine) {
  *sine = __hsx_narrow_sine(x, 0);
  *cosine = __hsx_narrow_sine(x, 1);
}

LONG_DOUBLE(sincos)
