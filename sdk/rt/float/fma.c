/** @file fma.c double a * b + c, rounded once. */
#include "ieee.h"

/** 128 bits. */
struct quad {
  uint64_t high, low;
};

/** Moves *x right by places > 0; the lowest bit also stands for what is shifted out. */
static __attribute__((__noinline__)) void shift_quad(struct quad *x, uint32_t places) {
  uint32_t w3 = high_word(x->high), w2 = low_word(x->high), w1 = high_word(x->low), w0 = low_word(x->low);
  uint32_t sticky = 0;
  // Five words and everything is out.
  if (places > 159) places = 159;
  while (places >= 32) {
    sticky |= w0;
    w0 = w1;
    w1 = w2;
    w2 = w3;
    w3 = 0;
    places -= 32;
  }
  if (places != 0) {
    sticky |= w0 << (32 - places);
    w0 = w0 >> places | w1 << (32 - places);
    w1 = w1 >> places | w2 << (32 - places);
    w2 = w2 >> places | w3 << (32 - places);
    w3 >>= places;
  }
  x->high = words(w3, w2);
  x->low = words(w1, w0 | (sticky != 0));
}

double_bits fma(double_bits a, double_bits b, double_bits c) {
  uint32_t ah = high_word(a), al = low_word(a);
  uint32_t bh = high_word(b), bl = low_word(b);
  uint32_t ch = high_word(c), cl = low_word(c);
  uint32_t sign = (ah ^ bh) & SIGN;
  uint32_t differ = (sign ^ ch) & SIGN;
  int32_t ea = df_exponent(ah), eb = df_exponent(bh), ec = df_exponent(ch);
  int zero = (ah << 1 | al) == 0 || (bh << 1 | bl) == 0;
  if (ea == DF_MAX_EXPONENT || eb == DF_MAX_EXPONENT) {
    if (zero || df_is_nan(a) || df_is_nan(b) || df_is_nan(c)) return double_of(DF_NAN);
    if (ec == DF_MAX_EXPONENT && differ != 0) return double_of(DF_NAN);
    return double_of(sign | DF_INFINITY);
  }
  if (ec == DF_MAX_EXPONENT) return df_is_nan(c) ? double_of(DF_NAN) : c;
  if (zero) {
    // -0 only when both are.
    if ((ch << 1 | cl) == 0) return double_of(sign & ch);
    return c;
  }
  ah &= DF_FRACTION;
  bh &= DF_FRACTION;
  ch &= DF_FRACTION;
  if (ea == 0) ea = df_normalize(&ah, &al);
  if (eb == 0) eb = df_normalize(&bh, &bl);
  if (ec == 0) ec = 1;
  else ch |= DF_LEADING;
  // Both at scale: leading bit at bit 126. Neither loses a bit that could become one of the first 54 of a difference.
  int32_t exponent = ea + eb - 1022;
  ah = (ah | DF_LEADING) << 10 | al >> 22;
  al <<= 10;
  bh = (bh | DF_LEADING) << 11 | bl >> 21;
  bl <<= 11;
  uint64_t lowest = multiply(al, bl);
  uint64_t middle = multiply(al, bh) + high_word(lowest);
  uint64_t other = multiply(ah, bl) + low_word(middle);
  struct quad product = {multiply(ah, bh) + high_word(middle) + high_word(other), words(low_word(other), low_word(lowest))};
  if ((high_word(product.high) & 0x40000000) == 0) {
    product.high = product.high << 1 | product.low >> 63;
    product.low <<= 1;
    exponent--;
  }
  struct quad addend = {words(ch << 10 | cl >> 22, cl << 10), 0};
  if (exponent > ec) shift_quad(&addend, (uint32_t)(exponent - ec));
  else if (exponent < ec) {
    shift_quad(&product, (uint32_t)(ec - exponent));
    exponent = ec;
  }
  uint64_t high, low;
  if (differ == 0) {
    low = product.low + addend.low;
    high = product.high + addend.high + (low < addend.low);
  } else {
    low = product.low - addend.low;
    high = product.high - addend.high - (product.low < addend.low);
    if ((high | low) == 0) return 0;
    if ((int64_t)high < 0) {
      low = -low;
      high = -high - (low != 0);
      sign ^= SIGN;
    }
  }
  uint32_t w3 = high_word(high), w2 = low_word(high), w1 = high_word(low), w0 = low_word(low);
  while (w3 == 0) {
    w3 = w2;
    w2 = w1;
    w1 = w0;
    w0 = 0;
    exponent -= 32;
  }
  w1 |= w0 != 0;
  if (w3 >> 21 == 0) return __hsx_normdf(exponent - 10, w3 | sign, w2, w1);
  w0 = w1 << 21;
  w1 = w2 << 21 | w1 >> 11 | (w0 != 0);
  w2 = w3 << 21 | w2 >> 11;
  return __hsx_normdf(exponent + 1, w3 >> 11 | sign, w2, w1);
}

LONG_DOUBLE(fma)
