/** @file cmpsf.c Order of two floats: -1 less, 0 equal, 1 greater, 2 unordered. */
#include "ieee.h"

int32_t __hsx_cmpsf(float_bits a, float_bits b) {
  if (sf_is_nan(a) || sf_is_nan(b)) return 2;
  if (a == b || ((a | b) & ~SIGN) == 0) return 0;
  // As signed integers, patterns of numbers that are not both negative are in order, those of negative ones in reverse.
  int less = (int32_t)a < (int32_t)b;
  if ((int32_t)(a & b) < 0) less = !less;
  return less ? -1 : 1;
}
