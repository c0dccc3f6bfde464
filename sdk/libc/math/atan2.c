/** @file atan2.c The angle of the point (x, y). */
#include "narrow.h"
#include "wide.h"

static void angle(struct wide *r, const struct wide *y, const struct wide *x) {
  struct wide opposite = *y, adjacent = *x;
  // Two zeros and two infinities have the angles of an axis and of a diagonal.
  if (opposite.digits == 0 && adjacent.digits == 0) {
    adjacent.digits = WIDE_TOP;
    adjacent.exponent = 0;
  }
  if (opposite.exponent >= WIDE_INFINITY && adjacent.exponent >= WIDE_INFINITY) opposite.exponent = adjacent.exponent = 0;
  __hsx_wide_atan2(r, &opposite, &adjacent);
}

double_bits atan2(double_bits y, double_bits x) {
  return __hsx_apply2_double(y, x, angle);
}

float_bits atan2f(float_bits y, float_bits x) {
  return __hsx_narrow_atan2(y, x);
}

LONG_DOUBLE(atan2)
