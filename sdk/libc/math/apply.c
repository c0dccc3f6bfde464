/** @file apply.c From a number to its parts, through a function, and back. */
#include "wide.h"

double_bits __hsx_apply_double(double_bits x, wide_function *f) {
  struct wide w;
  if (df_is_nan(x)) return double_of(DF_NAN);
  __hsx_wide_of_double(&w, x);
  f(&w, &w);
  return __hsx_wide_to_double(&w);
}

float_bits __hsx_apply_float(float_bits x, wide_function *f) {
  struct wide w;
  if (sf_is_nan(x)) return SF_NAN;
  __hsx_wide_of_float(&w, x);
  f(&w, &w);
  return __hsx_wide_to_float(&w);
}

double_bits __hsx_apply2_double(double_bits x, double_bits y, wide_function2 *f) {
  struct wide v, w;
  if (df_is_nan(x) || df_is_nan(y)) return double_of(DF_NAN);
  __hsx_wide_of_double(&v, x);
  __hsx_wide_of_double(&w, y);
  f(&v, &v, &w);
  return __hsx_wide_to_double(&v);
}

float_bits __hsx_apply2_float(float_bits x, float_bits y, wide_function2 *f) {
  struct wide v, w;
  if (sf_is_nan(x) || sf_is_nan(y)) return SF_NAN;
  __hsx_wide_of_float(&v, x);
  __hsx_wide_of_float(&w, y);
  f(&v, &v, &w);
  return __hsx_wide_to_float(&v);
}
