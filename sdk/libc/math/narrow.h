/**
 * @file narrow.h Numbers with 32 digits, which the commonest functions of floats calculate with: eight binary digits more than
 * a float has, for results that are off by half a unit of the last place and a few hundredths.
 */
#ifndef HSX_MATH_NARROW_H
#define HSX_MATH_NARROW_H

#include "../../rt/float/ieee.h"

/** A polynomial as that of wide.h, of fractions of 2^32. */
HSX_INTERNAL uint32_t __hsx_narrow_polynomial(const uint32_t *c, int32_t count, uint32_t x);

/** digits / 2^32 * 2^exponent with the sign in bit 31 of `sign`, rounded; the top bit of digits, not 0, may be anywhere. */
ALWAYS_INLINE float_bits narrow_round(uint32_t digits, int32_t exponent, uint32_t sign) {
  return __hsx_normsf(exponent + 126, digits >> 8 | (sign & SIGN), digits << 24);
}

/** base^x for the base with the logarithm high:low / 2^64 * 2^exponent to base 2. */
HSX_INTERNAL float_bits __hsx_narrow_exp(float_bits x, uint32_t high, uint32_t low, int32_t exponent);
/** log2(x) * factor / 2^32 * 2^exponent */
HSX_INTERNAL float_bits __hsx_narrow_log(float_bits x, uint32_t factor, int32_t exponent);
/** Sine of an angle and of `quarters` more quarter turns. */
HSX_INTERNAL float_bits __hsx_narrow_sine(float_bits x, uint32_t quarters);
/** The angle of the point (x, y), for any operands. */
HSX_INTERNAL float_bits __hsx_narrow_atan2(float_bits y, float_bits x);

#endif
