/** @file narrow-log.c Logarithms of floats. */
#include "narrow-log-tables.h"
#include "narrow.h"

#define LOGARITHM_COUNT ((int32_t)(sizeof LOGARITHM / sizeof LOGARITHM[0]))

float_bits __hsx_narrow_log(float_bits x, uint32_t factor, int32_t exponent) {
  int32_t power = sf_exponent(x) - 127;
  if ((uint32_t)(power + 126) >= SF_MAX_EXPONENT - 1 || (int32_t)x < 0) {
    if (x << 1 == 0) return SIGN | SF_INFINITY;
    if ((int32_t)x < 0 || sf_is_nan(x)) return SF_NAN;
    if (x == SF_INFINITY) return x;
    power = sf_normalize(&x) - 127;
  }
  // x = 2^power * (1 + u / 2^32), u up to sqrt(2) - 1 or down to 1 / sqrt(2) - 1.
  uint32_t u = x << 9;
  uint32_t sign = 0;
  int32_t count = LOGARITHM_COUNT;
  if (u > 0x6a09e667u) {
    u = -u >> 1;
    power++;
    sign = SIGN;
    count = -count;
  }
  // log2(1 + u) is digits / 2^32 * 2^places.
  uint32_t digits = 0;
  int32_t places = 0;
  if (u != 0) {
    int32_t zeros = leading_zeros(u);
    digits = multiply_high(u << zeros, __hsx_narrow_polynomial(LOGARITHM, count, u));
    places = 1 - zeros;
  }
  if (power != 0) {
    uint64_t sum = digits >> -places;
    if (sign != 0) sum = -sum;
    sum += (uint64_t)(uint32_t)power << 32;
    sign = high_word(sum) & SIGN;
    if (sign != 0) sum = -sum;
    uint32_t whole = high_word(sum);
    digits = low_word(sum);
    places = 0;
    if (whole != 0) {
      int32_t zeros = leading_zeros(whole);
      // At least one bit of the integer and none before it.
      digits = zeros == 0 ? whole : whole << zeros | digits >> (32 - zeros);
      places = 32 - zeros;
    }
  }
  if (digits == 0) return 0;
  return narrow_round(multiply_high(digits, factor), places + exponent, sign);
}
