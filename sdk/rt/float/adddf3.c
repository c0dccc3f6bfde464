/** @file adddf3.c double a + b. */
#include "ieee.h"

double_bits __adddf3(double_bits a, double_bits b) {
  int32_t distance = df_exponent(high_word(a)) - df_exponent(high_word(b));
  if (distance < 0) {
    double_bits other = a;
    a = b;
    b = other;
    distance = -distance;
  }
  uint32_t ah = high_word(a), al = low_word(a), bh = high_word(b), bl = low_word(b);
  int32_t exponent = df_exponent(ah);
  if (exponent == DF_MAX_EXPONENT) {
    // An infinity stays itself, unless the other one is a NaN or the opposite infinity.
    if ((ah << 12 | al) != 0 || (distance == 0 && (ah != bh || bl != 0))) return double_of(DF_NAN);
    return a;
  }
  // b is less than a quarter of a's last place, and so than half of the distance to a's lower neighbour.
  if (distance > 55) return a;
  uint32_t sign = ah & SIGN;
  uint32_t differ = ah ^ bh;
  ah &= DF_FRACTION;
  bh &= DF_FRACTION;
  if (exponent == distance) {
    // b has exponent 0: it is subnormal, and has the scale of exponent 1.
    if (exponent == 0) exponent = 1;
    else ah |= DF_LEADING, distance--;
  } else {
    ah |= DF_LEADING;
    bh |= DF_LEADING;
  }
  uint32_t extension = 0;
  if (distance >= 32) {
    extension = bl;
    bl = bh;
    bh = 0;
    distance -= 32;
    if (distance != 0) {
      extension = extension >> distance | bl << (32 - distance) | (extension << (32 - distance) != 0);
      bl >>= distance;
    }
  } else if (distance != 0) {
    extension = bl << (32 - distance);
    bl = bl >> distance | bh << (32 - distance);
    bh >>= distance;
  }
  if ((int32_t)differ >= 0) {
    add_words(&ah, &al, bh, bl);
    if (ah >= 2 * DF_LEADING) {
      extension = al << 31 | (extension != 0);
      al = al >> 1 | ah << 31;
      ah >>= 1;
      exponent++;
    }
    return __hsx_rounddf(exponent, ah | sign, al, extension);
  }
  uint32_t rest = 0;
  subtract_three(&ah, &al, &rest, bh, bl, extension);
  if ((int32_t)ah < 0) {
    // Only of two numbers with the same exponent the second may be the larger, and then there is no extension.
    ah = -ah - (al != 0);
    al = -al;
    sign ^= SIGN;
  }
  if ((ah | al | rest) == 0) return 0;
  return __hsx_normdf(exponent, ah | sign, al, rest);
}
