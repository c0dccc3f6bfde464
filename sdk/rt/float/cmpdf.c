/** @file cmpdf.c Order of two doubles: -1 less, 0 equal, 1 greater, 2 unordered. */
#include "ieee.h"

int32_t __hsx_cmpdf(double_bits a, double_bits b) {
  uint32_t ah = high_word(a), al = low_word(a), bh = high_word(b), bl = low_word(b);
  if ((ah & ~SIGN) >= DF_INFINITY || (bh & ~SIGN) >= DF_INFINITY) {
    if (df_is_nan(a) || df_is_nan(b)) return 2;
  }
  if ((int32_t)(ah ^ bh) < 0) {
    // Zeros are equal whatever their sign.
    if ((((ah | bh) << 1) | al | bl) == 0) return 0;
    return (int32_t)ah < 0 ? -1 : 1;
  }
  // Of the same sign, the patterns are in the order of the magnitudes.
  uint32_t less;
  if (ah != bh) less = ah < bh;
  else if (al != bl) less = al < bl;
  else return 0;
  return (less ^ ah >> 31) != 0 ? -1 : 1;
}
