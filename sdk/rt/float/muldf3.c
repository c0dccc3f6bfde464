/** @file muldf3.c double a * b. */
#include "ieee.h"

double_bits __muldf3(double_bits a, double_bits b) {
  uint32_t ah = high_word(a), al = low_word(a);
  uint32_t bh = high_word(b), bl = low_word(b);
  uint32_t sign = (ah ^ bh) & SIGN;
  int32_t ea = df_exponent(ah);
  int32_t eb = df_exponent(bh);
  if ((uint32_t)(ea - 1) >= DF_MAX_EXPONENT - 1 || (uint32_t)(eb - 1) >= DF_MAX_EXPONENT - 1) {
    ah &= ~SIGN;
    bh &= ~SIGN;
    int zero = (ah | al) == 0 || (bh | bl) == 0;
    if (ea == DF_MAX_EXPONENT || eb == DF_MAX_EXPONENT) {
      if (zero || df_is_nan(a) || df_is_nan(b)) return double_of(DF_NAN);
      return double_of(sign | DF_INFINITY);
    }
    if (zero) return double_of(sign);
    if (ea == 0) ea = df_normalize(&ah, &al);
    if (eb == 0) eb = df_normalize(&bh, &bl);
  }
  int32_t exponent = ea + eb - 1023;
  ah = (ah & DF_FRACTION) | DF_LEADING;
  // 53 by 64 bits: the leading bit is bit 116 of the product, or bit 115.
  bh = bh << 11 | bl >> 21 | SIGN;
  bl <<= 11;
  uint64_t lowest = multiply(al, bl);
  uint64_t middle = multiply(al, bh) + high_word(lowest);
  uint64_t other = multiply(ah, bl) + low_word(middle);
  uint64_t product = multiply(ah, bh) + high_word(middle) + high_word(other);
  uint32_t high = high_word(product), low = low_word(product);
  uint32_t extension = low_word(other) | (low_word(lowest) != 0);
  if ((high & DF_LEADING) == 0) {
    high = high << 1 | low >> 31;
    low = low << 1 | extension >> 31;
    extension = extension << 1 | (extension & 1);
  } else exponent++;
  return __hsx_rounddf(exponent, high | sign, low, extension);
}
