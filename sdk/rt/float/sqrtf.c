/** @file sqrtf.c Square root of a float, correctly rounded. */
#include "ieee.h"

#ifdef __HSX_EXT__
float_bits sqrtf(float_bits x) {
  float_bits root;
  __asm__("FSQRTS %0, %1" : "=r"(root) : "r"(x));
  return root;
}
#else
float_bits sqrtf(float_bits x) {
  int32_t exponent = sf_exponent(x);
  // Of negative numbers only -0 has a root; +infinity and NaN are their own.
  if ((uint32_t)(exponent - 1) >= SF_MAX_EXPONENT - 1 || (int32_t)x < 0) {
    if (x << 1 == 0) return x;
    if ((int32_t)x < 0 || sf_is_nan(x)) return SF_NAN;
    if (exponent == SF_MAX_EXPONENT) return x;
    exponent = sf_normalize(&x);
  }
  // y = radicand / 2^32 in [1/4, 1): the significand, doubled where the power of two is odd.
  uint32_t radicand = x << 8 | SIGN;
  if (exponent & 1) radicand >>= 1;
  // sqrt(y) * 2^31, too small by less than 10: to 25 bits, and down by one where the square of that is above the radicand.
  // The difference is small: modulo 2^32 will do.
  uint32_t root = (multiply_high(radicand, __hsx_rsqrt(radicand)) + 16) >> 6;
  uint32_t difference = (radicand << 18) - root * root;
  if ((int32_t)difference < 0) root--;
  return __hsx_roundsf((exponent + 127) >> 1, root >> 1, root << 31 | (difference != 0));
}
#endif
