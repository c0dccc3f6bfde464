/** @file fminf.c The smaller of two floats; of a number and a NaN the number. */
#include "ieee.h"

int32_t __hsx_cmpsf(float_bits a, float_bits b);

float_bits fminf(float_bits a, float_bits b) {
  int32_t order = __hsx_cmpsf(a, b);
  if (order == 2) {
    if (!sf_is_nan(a)) return a;
    return sf_is_nan(b) ? SF_NAN : b;
  }
  // Equal patterns, or zeros: -0 when one of them is.
  if (order == 0) return a | b;
  return order < 0 ? a : b;
}
