/** @file fmin.c The smaller of two doubles; of a number and a NaN the number. */
#include "ieee.h"

int32_t __hsx_cmpdf(double_bits a, double_bits b);

double_bits fmin(double_bits a, double_bits b) {
  int32_t order = __hsx_cmpdf(a, b);
  if (order == 2) {
    if (!df_is_nan(a)) return a;
    return df_is_nan(b) ? double_of(DF_NAN) : b;
  }
  // Equal patterns, or zeros: -0 when one of them is.
  if (order == 0) return a | b;
  return order < 0 ? a : b;
}

LONG_DOUBLE(fmin)
