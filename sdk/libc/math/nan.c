/** @file nan.c The NaN of a tag: there is one. */
#include "wide.h"

double_bits nan(const char *tag) {
  (void)tag;
  return double_of(DF_NAN);
}

float_bits nanf(const char *tag) {
  (void)tag;
  return SF_NAN;
}

LONG_DOUBLE(nan)
