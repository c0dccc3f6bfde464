/** @file roundhf.c The one place where a half is rounded. */
#include "ieee.h"

uint32_t __hsx_roundhf(int32_t exponent, uint32_t sign, uint32_t significand) {
  sign >>= 16;
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < 1) {
    uint32_t places = 1 - (uint32_t)exponent;
    if (places > 11) return sign;
    significand = significand >> places | (significand << (32 - places) != 0);
    exponent = 1;
  }
  // The significand's last place is bit 21.
  uint32_t up = ((significand & 0x1fffff) + 0xfffff + (significand >> 21 & 1)) >> 21;
  return sign + ((uint32_t)(exponent - 1) << 10) + (significand >> 21) + up;
}
