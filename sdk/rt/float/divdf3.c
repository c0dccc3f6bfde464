/**
 * @file divdf3.c double a / b.
 *
 * With x = b / 2^53, which is in [1/2, 1): v approximates 2^31 / x from below, by Newton's iteration from a quotient of 16
 * bits. Two digits of the quotient are products with v, the second of the exact remainder of the first.
 */
#include "ieee.h"

double_bits __divdf3(double_bits a, double_bits b) {
  uint32_t ah = high_word(a), al = low_word(a);
  uint32_t bh = high_word(b), bl = low_word(b);
  uint32_t sign = (ah ^ bh) & SIGN;
  int32_t ea = df_exponent(ah);
  int32_t eb = df_exponent(bh);
  if ((uint32_t)(ea - 1) >= DF_MAX_EXPONENT - 1 || (uint32_t)(eb - 1) >= DF_MAX_EXPONENT - 1) {
    ah &= ~SIGN;
    bh &= ~SIGN;
    if (ea == DF_MAX_EXPONENT || eb == DF_MAX_EXPONENT) {
      if (ea == eb || df_is_nan(a) || df_is_nan(b)) return double_of(DF_NAN);
      return double_of(eb == DF_MAX_EXPONENT ? sign : sign | DF_INFINITY);
    }
    int zero = (ah | al) == 0;
    if ((bh | bl) == 0) return double_of(zero ? DF_NAN : sign | DF_INFINITY);
    if (zero) return double_of(sign);
    if (ea == 0) ea = df_normalize(&ah, &al);
    if (eb == 0) eb = df_normalize(&bh, &bl);
  }
  ah = (ah & DF_FRACTION) | DF_LEADING;
  bh = (bh & DF_FRACTION) | DF_LEADING;

  // The divisor's top half plus 1 makes the quotient too small, by less than 2^-14 of it.
  uint32_t top = bh << 11 | bl >> 21;
  uint32_t v = divide_small(0x7fffffff, (top >> 16) + 1) << 16;
  // v * (2 - x * v / 2^31). The product is cut by less than 2, and 2 is put back: the square of the error, and less than 2^-29 for
  // what is cut in all. After the second step the error is below 2^-29 of v.
  v = multiply_high(v, -(multiply_high(top, v) + 2)) << 1;
  v = multiply_high(v, -(multiply_high(top, v) + 2)) << 1;

  // a * 2^30 / b, in [2^29, 2^31), too small by less than 6; so the remainder is below 6b, and its arithmetic may be modulo 2^64.
  uint32_t first = multiply_high(ah << 10 | al >> 22, v);
  uint64_t divisor = words(bh, bl);
  uint64_t rest = words((ah << 30 | al >> 2) - first * bh, al << 30) - multiply(first, bl);
  // rest * 2^28 / b, too small by less than 6.
  uint32_t second = multiply_high(high_word(rest) << 8 | low_word(rest) >> 24, v);
  uint64_t quotient = words(first >> 4, first << 28) + second;
  // Bits from bit 4 on matter one by one; below them only whether there is anything. Mostly that is plain already: the low four bits
  // are not 0, and 5 more would not carry into bit 4.
  uint32_t sticky = 0;
  if (((second - 1) & 15) > 9) {
    rest = words((high_word(rest) << 28 | low_word(rest) >> 4) - second * bh, low_word(rest) << 28) - multiply(second, bl);
    while (rest >= divisor) {
      rest -= divisor;
      quotient++;
    }
    sticky = rest != 0;
  }
  // The leading bit is bit 58, or bit 57 where a's significand is below b's.
  uint32_t high = high_word(quotient), low = low_word(quotient);
  uint32_t whole = high >> 26;
  uint32_t places = 5 + whole;
  int32_t exponent = ea - eb + 1022 + (int32_t)whole;
  uint32_t extension = low << (32 - places) | sticky;
  low = low >> places | high << (32 - places);
  return __hsx_rounddf(exponent, high >> places | sign, low, extension);
}
