/** @file sqrt.c Square root of a double, correctly rounded. */
#include "ieee.h"

double_bits sqrt(double_bits x) {
  uint32_t high = high_word(x), low = low_word(x);
  int32_t exponent = df_exponent(high);
  // Of negative numbers only -0 has a root; +infinity and NaN are their own.
  if ((uint32_t)(exponent - 1) >= DF_MAX_EXPONENT - 1 || (int32_t)high < 0) {
    if (df_is_nan(x)) return double_of(DF_NAN);
    if ((high << 1 | low) == 0) return x;
    if ((int32_t)high < 0) return double_of(DF_NAN);
    if (exponent == DF_MAX_EXPONENT) return x;
    exponent = df_normalize(&high, &low);
  }
  // y = radicand / 2^64 in [1/4, 1): the significand, doubled where the power of two is odd.
  high = (high & DF_FRACTION) | DF_LEADING;
  int32_t odd = exponent & 1;
  high = high << 11 | low >> 21;
  low <<= 11;
  if (odd) {
    low = low >> 1 | high << 31;
    high >>= 1;
  }
  uint32_t v = __hsx_rsqrt(high);
  // sqrt(y) * 2^31, too small by less than 10.
  uint32_t first = multiply_high(high, v);
  // The rest over twice the root so far: 27 more bits, still within 16 of the root.
  uint64_t rest = words(high >> 2, low >> 2 | high << 30) - multiply(first, first);
  uint32_t second = multiply_high(high_word(rest) << 28 | low_word(rest) >> 4, v);
  uint64_t root = words(first >> 5, first << 27) + second;
  // To 54 bits, and down by one where the square of that is above the radicand. The difference is small: modulo 2^64 will do.
  root += 8;
  uint32_t rl = low_word(root) >> 4 | high_word(root) << 28;
  uint32_t rh = high_word(root) >> 4;
  uint64_t difference = double_of(low << 12) - (multiply(rl, rl) + double_of(2 * rh * rl));
  if ((int64_t)difference < 0) {
    if (rl == 0) rh--;
    rl--;
  }
  uint32_t extension = rl << 31 | (difference != 0);
  return __hsx_rounddf((exponent + 1023) >> 1, rh >> 1, rl >> 1 | rh << 31, extension);
}

LONG_DOUBLE(sqrt)
