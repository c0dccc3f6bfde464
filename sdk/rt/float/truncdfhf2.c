/** @file truncdfhf2.c double to half, rounded once. */
#include "ieee.h"

uint32_t __truncdfhf2(double_bits x) {
  if (df_is_nan(x)) return 0x7e00;
  uint32_t high = high_word(x), low = low_word(x);
  return __hsx_roundhf(df_exponent(high) - 1008, high & SIGN, high << 11 | low >> 21 | SIGN | (low << 11 != 0));
}
