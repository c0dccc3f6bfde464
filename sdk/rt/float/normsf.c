/** @file normsf.c Rounding of a float whose leading bit may be anywhere. */
#include "ieee.h"

float_bits __hsx_normsf(int32_t exponent, uint32_t significand, uint32_t extension) {
  uint32_t sign = significand & SIGN;
  significand ^= sign;
  if ((significand & SF_LEADING) == 0) {
    if (significand == 0) {
      significand = extension >> 8;
      extension <<= 24;
      exponent -= 24;
      if (significand == 0) {
        significand = extension >> 8;
        extension = 0;
        exponent -= 24;
      }
    }
    int32_t places = leading_zeros(significand) - 8;
    significand = significand << places | extension >> 1 >> (31 - places);
    extension <<= places;
    exponent -= places;
  }
  return __hsx_roundsf(exponent, significand | sign, extension);
}
