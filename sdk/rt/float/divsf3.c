/** @file divsf3.c float a / b. */
#include "ieee.h"

float_bits __divsf3(float_bits a, float_bits b) {
  uint32_t sign = (a ^ b) & SIGN;
  int32_t ea = sf_exponent(a);
  int32_t eb = sf_exponent(b);
  a &= ~SIGN;
  b &= ~SIGN;
  if (ea == SF_MAX_EXPONENT || eb == SF_MAX_EXPONENT) {
    if (a > SF_INFINITY || b > SF_INFINITY || a == b) return SF_NAN;
    return eb == SF_MAX_EXPONENT ? sign : sign | SF_INFINITY;
  }
  if (b == 0) return a == 0 ? SF_NAN : sign | SF_INFINITY;
  if (a == 0) return sign;
  a &= SF_FRACTION;
  b &= SF_FRACTION;
  if (ea == 0) ea = sf_normalize(&a);
  if (eb == 0) eb = sf_normalize(&b);
  a |= SF_LEADING;
  b |= SF_LEADING;
  int32_t exponent = ea - eb + 127;
  if (a < b) {
    a <<= 1;
    exponent--;
  }
  // a is now b or more and below 2b. Four digits of seven bits, the first of them with the leading bit; each dividend is
  // below 2^31.
  uint32_t quotient = 0;
  uint32_t rest = a << 6;
  for (int digits = 4;;) {
    uint32_t digit = divide_small(rest, b);
    rest -= digit * b;
    quotient = quotient << 7 | digit;
    if (--digits == 0) break;
    rest <<= 7;
  }
  // 28 bits: four more than the significand.
  return __hsx_roundsf(exponent, quotient >> 4 | sign, quotient << 28 | (rest != 0));
}
