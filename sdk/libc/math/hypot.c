/** @file hypot.c Distance of a point from the origin; infinite as soon as one coordinate is. */
#include "wide.h"

static void distance(struct wide *r, const struct wide *x, const struct wide *y) {
  struct wide square;
  __hsx_wide_multiply(&square, x, x);
  __hsx_wide_multiply(r, y, y);
  __hsx_wide_add(r, r, &square);
  __hsx_wide_root(r, r);
}

double_bits hypot(double_bits x, double_bits y) {
  if ((x << 1) == double_of(2 * DF_INFINITY) || (y << 1) == double_of(2 * DF_INFINITY)) return double_of(DF_INFINITY);
  return __hsx_apply2_double(x, y, distance);
}

float_bits hypotf(float_bits x, float_bits y) {
  if (x << 1 == 2 * SF_INFINITY || y << 1 == 2 * SF_INFINITY) return SF_INFINITY;
  return __hsx_apply2_float(x, y, distance);
}

LONG_DOUBLE(hypot)
