/** @file nexttoward.c The neighbour of x in the direction of a long double. */
#include "wide.h"

double_bits nextafter(double_bits x, double_bits y);
double_bits __extendsfdf2(float_bits x);
int32_t __hsx_cmpdf(double_bits x, double_bits y);
float_bits __truncdfsf2(double_bits x);

double_bits nexttoward(double_bits x, double_bits y) {
  return nextafter(x, y);
}

float_bits nexttowardf(float_bits x, double_bits y) {
  int32_t order = __hsx_cmpdf(__extendsfdf2(x), y);
  if (order == 2) return SF_NAN;
  // Equal: y, for the sign of a zero.
  if (order == 0) return __truncdfsf2(y);
  if (x << 1 == 0) return (high_word(y) & SIGN) | 1;
  // Patterns grow with the magnitude.
  return (order < 0) == ((int32_t)x < 0) ? x - 1 : x + 1;
}

LONG_DOUBLE(nexttoward)
