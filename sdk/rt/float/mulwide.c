/** @file mulwide.c The product of two words, from products of their halves: level core multiplies to 32 bits only. */
#include "ieee.h"

#ifndef __HSX_EXT__
uint64_t __hsx_mulwide(uint32_t a, uint32_t b) {
  uint32_t al = a & 0xffff, ah = a >> 16;
  uint32_t bl = b & 0xffff, bh = b >> 16;
  // Neither sum passes 32 bits: (2^16 - 1)^2 + 2^16 - 1 < 2^32.
  uint32_t middle = ah * bl + (al * bl >> 16);
  uint32_t other = al * bh + (middle & 0xffff);
  return words(ah * bh + (middle >> 16) + (other >> 16), a * b);
}
#endif
