/** @file rounddf.c The one place where a double is rounded. */
#include "ieee.h"

double_bits __hsx_rounddf(int32_t exponent, uint32_t high, uint32_t low, uint32_t extension) {
  if ((uint32_t)(exponent - 1) >= DF_MAX_EXPONENT - 1) {
    uint32_t sign = high & SIGN;
    if (exponent > 0) return double_of(sign | DF_INFINITY);
    // Subnormal. Beyond 53 places even the leading bit is less than half of the last place.
    uint32_t places = 1 - (uint32_t)exponent;
    if (places > 53) return double_of(sign);
    high ^= sign;
    if (places >= 32) {
      extension = low | (extension != 0);
      low = high;
      high = 0;
      places -= 32;
    }
    if (places != 0) {
      extension = low << (32 - places) | (extension != 0);
      low = low >> places | high << (32 - places);
      high >>= places;
    }
    high |= sign;
    exponent = 1;
  }
  // As in roundsf.c.
  uint32_t most = 0x7fffffffu + (low & 1);
  high += (uint32_t)(exponent - 1) << 20;
  add_three(&high, &low, &extension, 0, 0, most);
  return words(high, low);
}
