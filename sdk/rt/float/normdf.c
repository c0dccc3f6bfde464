/** @file normdf.c Rounding of a double whose leading bit may be anywhere. */
#include "ieee.h"

double_bits __hsx_normdf(int32_t exponent, uint32_t high, uint32_t low, uint32_t extension) {
  if ((high & DF_LEADING) == 0) {
    uint32_t sign = high & SIGN;
    high ^= sign;
    while (high == 0) {
      high = low >> 11;
      low = low << 21 | extension >> 11;
      extension <<= 21;
      exponent -= 21;
    }
    int32_t places = leading_zeros(high) - 11;
    if (places != 0) {
      high = high << places | low >> (32 - places);
      low = low << places | extension >> (32 - places);
      extension <<= places;
      exponent -= places;
    }
    high |= sign;
  }
  return __hsx_rounddf(exponent, high, low, extension);
}
