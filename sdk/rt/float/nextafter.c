/** @file nextafter.c The neighbour of x in the direction of y. */
#include "ieee.h"

int32_t __hsx_cmpdf(double_bits x, double_bits y);

double_bits nextafter(double_bits x, double_bits y) {
  int32_t order = __hsx_cmpdf(x, y);
  if (order == 2) return double_of(DF_NAN);
  if (order == 0) return y;
  if ((x & ~double_of(SIGN)) == 0) return (y & double_of(SIGN)) | 1;
  // Patterns grow with the magnitude.
  return (order < 0) == ((int64_t)x < 0) ? x - 1 : x + 1;
}

LONG_DOUBLE(nextafter)
