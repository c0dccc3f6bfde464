/** @file fractiondf.c Which bits of a double are its fraction. */
#include "ieee.h"

uint64_t __hsx_fractiondf(uint32_t high) {
  int32_t whole = df_exponent(high) - 1023;
  if (whole < 0) return ~double_of(SIGN);
  if (whole >= 52) return 0;
  if (whole >= 20) return UINT32_MAX >> (whole - 20);
  return words(DF_FRACTION >> whole, UINT32_MAX);
}
