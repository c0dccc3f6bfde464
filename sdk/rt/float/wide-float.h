/** @file wide-float.h Conversions between doubles or floats and integers of more than 64 bits: words, the lowest first. */
#ifndef HSX_RT_WIDE_FLOAT_H
#define HSX_RT_WIDE_FLOAT_H

#include "../wide.h"
#include "ieee.h"

/** Rounded once; `count` words. */
double_bits __hsx_floatunwidedf(const uint32_t *n, uint32_t count);
/** The same of a signed number, which becomes its magnitude. */
double_bits __hsx_floatwidedf(uint32_t *n, uint32_t count);
float_bits __hsx_floatunwidesf(const uint32_t *n, uint32_t count);
float_bits __hsx_floatwidesf(uint32_t *n, uint32_t count);

/** x truncated towards 0 into `count` words, modulo their range. */
void __hsx_fixdfwide(double_bits x, uint32_t *n, uint32_t count);

/**
 * The leading 64 bits of a number, the lowest of them also standing for all below; gives the power of two that they are to be
 * multiplied by. A number of at most 64 bits stays as it is.
 */
ALWAYS_INLINE uint32_t leading_part(const uint32_t *n, uint32_t count, uint64_t *top) {
  uint32_t i = count - 1;
  while (i > 1 && n[i] == 0) i--;
  if (i < 2) {
    *top = words(count > 1 ? n[1] : 0, n[0]);
    return 0;
  }
  uint32_t zeros = (uint32_t)leading_zeros(n[i]);
  uint64_t part = words(n[i], n[i - 1]) << zeros;
  uint32_t below = n[i - 2];
  // In two steps, because zeros may be 0.
  part |= below >> 1 >> (31 - zeros);
  uint32_t sticky = below << zeros;
  for (uint32_t j = 0; j < i - 2; j++) sticky |= n[j];
  *top = part | (sticky != 0);
  return 32 * (i - 1) - zeros;
}

#endif
