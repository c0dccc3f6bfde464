/** @file addsf3.c float a + b. */
#include "ieee.h"

float_bits __addsf3(float_bits a, float_bits b) {
  int32_t distance = sf_exponent(a) - sf_exponent(b);
  if (distance < 0) {
    float_bits other = a;
    a = b;
    b = other;
    distance = -distance;
  }
  int32_t exponent = sf_exponent(a);
  if (exponent == SF_MAX_EXPONENT) {
    // An infinity stays itself, unless the other one is a NaN or the opposite infinity.
    if (a << 9 != 0 || (distance == 0 && a != b)) return SF_NAN;
    return a;
  }
  // b is less than a quarter of a's last place, and so is a's neighbour's half.
  if (distance > 26) return a;
  uint32_t sign = a & SIGN;
  uint32_t differ = (a ^ b) & SIGN;
  a &= SF_FRACTION;
  b &= SF_FRACTION;
  if (exponent == distance) {
    // b has exponent 0: it is subnormal, and has the scale of exponent 1.
    if (exponent == 0) exponent = 1;
    else a |= SF_LEADING, distance--;
  } else {
    a |= SF_LEADING;
    b |= SF_LEADING;
  }
  uint32_t extension = 0;
  if (distance != 0) {
    extension = b << (32 - distance);
    b >>= distance;
  }
  if (differ == 0) {
    a += b;
    if (a >= 2 * SF_LEADING) {
      extension = a << 31 | extension >> 1 | (extension & 1);
      a >>= 1;
      exponent++;
    }
    return __hsx_roundsf(exponent, a | sign, extension);
  }
  uint64_t difference = words(a, 0) - words(b, extension);
  if ((int64_t)difference < 0) {
    difference = -difference;
    sign ^= SIGN;
  }
  if (difference == 0) return 0;
  return __hsx_normsf(exponent, high_word(difference) | sign, low_word(difference));
}
