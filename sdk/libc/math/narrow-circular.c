/** @file narrow-circular.c Sines of floats. */
#include "narrow-circular-tables.h"
#include "narrow.h"

#define SINE_COUNT ((int32_t)(sizeof SINE / sizeof SINE[0]))
#define COSINE_COUNT ((int32_t)(sizeof COSINE / sizeof COSINE[0]))

float_bits __hsx_narrow_sine(float_bits x, uint32_t quarters) {
  int32_t exponent = sf_exponent(x) - 126;
  uint32_t sign = x & SIGN;
  if (exponent > 128) return SF_NAN;
  // Less than 2^-24: the sine is the angle, less too little to matter, the cosine 1.
  if (exponent < -23) return quarters & 1 ? 127u << 23 : x;
  // Words of 2/pi whose products with the operand, down to its 24th bit, are multiples of four quarters are left out. Of the product
  // with four words 40 bits are right in the worst case of cancellation.
  const uint32_t *constant = TWO_OVER_PI;
  while (exponent >= 26 + 32) {
    constant++;
    exponent -= 32;
  }
  uint32_t digits = x << 8 | SIGN;
  uint64_t p3 = multiply(digits, constant[3]);
  uint64_t p2 = multiply(digits, constant[2]) + high_word(p3);
  uint64_t p1 = multiply(digits, constant[1]) + high_word(p2);
  uint64_t p0 = multiply(digits, constant[0]) + high_word(p1);
  // A fraction, of which `exponent` bits belong before the point.
  uint32_t high = high_word(p0), middle = low_word(p0), low = low_word(p1), n = 0;
  if (exponent >= 0) {
    if (exponent >= 32) {
      n = high;
      high = middle;
      middle = low;
      low = low_word(p2);
      exponent -= 32;
    }
    if (exponent != 0) {
      n = n << exponent | high >> (32 - exponent);
      high = high << exponent | middle >> (32 - exponent);
      middle = middle << exponent | low >> (32 - exponent);
      exponent = 0;
    }
    if ((int32_t)high < 0) {
      // The nearest multiple is the next one; the last bit does not matter.
      n++;
      high = ~high;
      middle = ~middle;
      sign ^= SIGN;
    }
    quarters += (int32_t)x < 0 ? -n : n;
  }
  while ((int32_t)high >= 0) {
    high = high << 1 | middle >> 31;
    middle <<= 1;
    exponent--;
  }
  uint32_t square = exponent < -15 ? 0 : multiply_high(high, high) >> (-2 * exponent);
  if (quarters & 1) {
    uint32_t rest = multiply_high(__hsx_narrow_polynomial(COSINE, COSINE_COUNT, square), square) << 1;
    // 1 less the rest, which may be 0.
    high = (-rest >> 1) | (rest == 0 ? SIGN : 0);
    exponent = 1;
    sign = 0;
  } else {
    high = multiply_high(high, __hsx_narrow_polynomial(SINE, SINE_COUNT, square));
    exponent++;
  }
  return narrow_round(high, exponent, sign ^ quarters << 30);
}
