/** @file fixdfwide.c double to an integer of any width. */
#include "wide-float.h"

void __hsx_fixdfwide(double_bits x, uint32_t *n, uint32_t count) {
  uint32_t high = high_word(x);
  // The place of the significand's lowest bit.
  int32_t place = df_exponent(high) - 1075;
  uint64_t significand = words((high & DF_FRACTION) | DF_LEADING, low_word(x));
  for (uint32_t i = 0; i < count; i++) n[i] = 0;
  if (place < -52) return;
  if (place < 0) {
    significand >>= -place;
    place = 0;
  }
  uint32_t word = (uint32_t)place >> 5, bit = (uint32_t)place & 31;
  uint32_t parts[3] = {low_word(significand) << bit, low_word(significand << bit >> 32),
                       high_word(significand) >> 1 >> (31 - bit)};
  for (uint32_t i = 0; i < 3 && word + i < count; i++) n[word + i] = parts[i];
  if (high & SIGN) __hsx_negwide(n, count);
}
