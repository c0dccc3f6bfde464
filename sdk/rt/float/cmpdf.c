/** @file cmpdf.c Order of two doubles: -1 less, 0 equal, 1 greater, 2 unordered. */
#include "ieee.h"

int32_t __hsx_cmpdf(double_bits a, double_bits b) {
  if (df_is_nan(a) || df_is_nan(b)) return 2;
  uint32_t ah = high_word(a), bh = high_word(b);
  int less;
  // As signed integers, patterns of numbers that are not both negative are in order, those of negative ones in reverse.
  if (ah != bh) {
    less = (int32_t)ah < (int32_t)bh;
    // Two zeros of different sign.
    if ((((ah | bh) & ~SIGN) | low_word(a) | low_word(b)) == 0) return 0;
  } else {
    if (low_word(a) == low_word(b)) return 0;
    less = low_word(a) < low_word(b);
  }
  if ((int32_t)(ah & bh) < 0) less = !less;
  return less ? -1 : 1;
}
