/** @file narrow-exp.c Powers with exponents of floats. */
#include "narrow-exp-tables.h"
#include "narrow.h"

#define POWER_COUNT ((int32_t)(sizeof POWER / sizeof POWER[0]))

float_bits __hsx_narrow_exp(float_bits x, uint32_t high, uint32_t low, int32_t exponent) {
  int32_t field = sf_exponent(x);
  // From 2^8 on the result is out of range, below 2^-32 it is 1.
  if (field >= 127 + 8) {
    if (sf_is_nan(x)) return SF_NAN;
    return (int32_t)x < 0 ? 0 : SF_INFINITY;
  }
  if (field < 127 - 32) return 127u << 23;
  uint32_t digits = x << 8 | SIGN;
  uint64_t product = multiply(digits, high) + multiply_high(digits, low);
  // An integer word and a fraction: 2^-32 and the operand's exponent, which is field - 126.
  product >>= 32 + 126 - exponent - field;
  if ((int32_t)x < 0) product = -product;
  uint32_t fraction = low_word(product);
  digits = SIGN | multiply_high(fraction, __hsx_narrow_polynomial(POWER, -POWER_COUNT, fraction)) >> 1;
  return __hsx_roundsf((int32_t)high_word(product) + 127, digits >> 8, digits << 24);
}
