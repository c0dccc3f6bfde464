/** @file mulsf3.c float a * b. */
#include "ieee.h"

float_bits __mulsf3(float_bits a, float_bits b) {
  uint32_t sign = (a ^ b) & SIGN;
  int32_t ea = sf_exponent(a);
  int32_t eb = sf_exponent(b);
  a &= ~SIGN;
  b &= ~SIGN;
  if (ea == SF_MAX_EXPONENT || eb == SF_MAX_EXPONENT) {
    if (a > SF_INFINITY || b > SF_INFINITY || a == 0 || b == 0) return SF_NAN;
    return sign | SF_INFINITY;
  }
  if (a == 0 || b == 0) return sign;
  a &= SF_FRACTION;
  b &= SF_FRACTION;
  if (ea == 0) ea = sf_normalize(&a);
  if (eb == 0) eb = sf_normalize(&b);
  a |= SF_LEADING;
  b |= SF_LEADING;
  int32_t exponent = ea + eb - 127;
  // 24 by 32 bits: the leading bit is bit 55 of the product, or bit 54.
#ifdef __HSX_EXT__
  uint64_t product = multiply(a, b << 8);
  uint32_t significand = high_word(product);
  uint32_t extension = low_word(product);
#else
  // In halves of 12 bits, whose products leave room for sums.
  uint32_t lows = (a & 0xfff) * (b & 0xfff);
  uint32_t middle = (a >> 12) * (b & 0xfff) + (a & 0xfff) * (b >> 12) + (lows >> 12);
  uint32_t upper = (a >> 12) * (b >> 12) + (middle >> 12);
  uint32_t significand = upper;
  uint32_t extension = middle << 20 | (lows & 0xfff) << 8;
#endif
  if ((significand & SF_LEADING) == 0) {
    significand = significand << 1 | extension >> 31;
    extension <<= 1;
  } else exponent++;
  return __hsx_roundsf(exponent, significand | sign, extension);
}
