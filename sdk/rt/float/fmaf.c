/** @file fmaf.c float a * b + c, rounded once. */
#include "ieee.h"

/** x >> places, the lowest bit also standing for what is shifted out. */
ALWAYS_INLINE uint64_t shift_sticky(uint64_t x, uint32_t places) {
  uint32_t high = high_word(x), low = low_word(x), sticky = 0;
  if (places >= 64) return x != 0;
  if (places >= 32) {
    sticky = low;
    low = high;
    high = 0;
    places -= 32;
  }
  if (places != 0) {
    sticky |= low << (32 - places);
    low = low >> places | high << (32 - places);
    high >>= places;
  }
  return words(high, low | (sticky != 0));
}

float_bits fmaf(float_bits a, float_bits b, float_bits c) {
  uint32_t sign = (a ^ b) & SIGN;
  uint32_t differ = (sign ^ c) & SIGN;
  int32_t ea = sf_exponent(a), eb = sf_exponent(b), ec = sf_exponent(c);
  a &= ~SIGN;
  b &= ~SIGN;
  if (ea == SF_MAX_EXPONENT || eb == SF_MAX_EXPONENT) {
    if (a > SF_INFINITY || b > SF_INFINITY || a == 0 || b == 0 || sf_is_nan(c)) return SF_NAN;
    if (ec == SF_MAX_EXPONENT && differ != 0) return SF_NAN;
    return sign | SF_INFINITY;
  }
  if (ec == SF_MAX_EXPONENT) return sf_is_nan(c) ? SF_NAN : c;
  if (a == 0 || b == 0) {
    // -0 only when both are.
    if (c << 1 == 0) return sign & c;
    return c;
  }
  a &= SF_FRACTION;
  b &= SF_FRACTION;
  c &= SF_FRACTION;
  if (ea == 0) ea = sf_normalize(&a);
  if (eb == 0) eb = sf_normalize(&b);
  if (ec == 0) ec = 1;
  else c |= SF_LEADING;
  // Both at scale: leading bit at bit 62. Neither loses a bit that could become one of the first 25 of a difference.
  int32_t exponent = ea + eb - 126;
  uint64_t product = multiply((a | SF_LEADING) << 7, (b | SF_LEADING) << 8);
  if ((high_word(product) & 0x40000000) == 0) {
    // Opaque, or else one shift of 64 bits by a variable amount is made of this, a call.
    uint32_t high = opaque(high_word(product) << 1 | low_word(product) >> 31);
    product = words(high, low_word(product) << 1);
    exponent--;
  }
  uint64_t addend = double_of(c << 7);
  if (exponent > ec) addend = shift_sticky(addend, (uint32_t)(exponent - ec));
  else {
    product = shift_sticky(product, (uint32_t)(ec - exponent));
    exponent = ec;
  }
  if (differ == 0) product += addend;
  else {
    product -= addend;
    if (product == 0) return 0;
    if ((int64_t)product < 0) {
      product = -product;
      sign ^= SIGN;
    }
  }
  uint32_t high = high_word(product), low = low_word(product);
  if (high >> 24 == 0) return __hsx_normsf(exponent - 7, high | sign, low);
  return __hsx_normsf(exponent + 1, high >> 8 | sign, high << 24 | low >> 8 | ((low & 0xff) != 0));
}
