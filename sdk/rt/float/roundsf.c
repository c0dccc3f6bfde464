/** @file roundsf.c The one place where a float is rounded. */
#include "ieee.h"

float_bits __hsx_roundsf(int32_t exponent, uint32_t significand, uint32_t extension) {
  if ((uint32_t)(exponent - 1) >= SF_MAX_EXPONENT - 1) {
    uint32_t sign = significand & SIGN;
    if (exponent > 0) return sign | SF_INFINITY;
    // Subnormal. Beyond 24 places even the leading bit is less than half of the last place.
    uint32_t places = 1 - (uint32_t)exponent;
    if (places > 24) return sign;
    significand ^= sign;
    extension = significand << (32 - places) | (extension != 0);
    significand = significand >> places | sign;
    exponent = 1;
  }
  // Carries out of the extension when it is above one half, or one half with an odd significand; a carry out of the
  // significand makes the exponent one larger, up to the pattern of an infinity.
  uint32_t most = 0x7fffffffu + (significand & 1);
  // The leading bit adds the last 1 to the exponent.
  significand += (uint32_t)(exponent - 1) << 23;
  return high_word(words(significand, extension) + most);
}
