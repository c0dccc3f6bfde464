/** @file nextafterf.c The neighbour of x in the direction of y. */
#include "ieee.h"

int32_t __hsx_cmpsf(float_bits x, float_bits y);

float_bits nextafterf(float_bits x, float_bits y) {
  int32_t order = __hsx_cmpsf(x, y);
  if (order == 2) return SF_NAN;
  if (order == 0) return y;
  if ((x & ~SIGN) == 0) return (y & SIGN) | 1;
  // Patterns grow with the magnitude.
  return (order < 0) == ((int32_t)x < 0) ? x - 1 : x + 1;
}
