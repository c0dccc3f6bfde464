/** @file rsqrt.c The reciprocal square root that square roots are made of. */
#include "ieee.h"

uint32_t __hsx_rsqrt(uint32_t x) {
  // With y = x / 2^32 in [1/4, 1): a line that is below 1 / sqrt(y), by 19 % at most.
  uint32_t v = 0xf1000000u - (x >> 1);
  // Newton's step v * (3 - y * v * v) / 2 never passes the root; the cuts of y * v * v come to less than 3 and are put back. The
  // error goes 2^-2.4, 2^-4.2, 2^-7.8, 2^-15, 2^-28.
  for (int step = 0; step < 4; step++) v = multiply_high(v, 0xc0000000u - 3 - multiply_high(x, multiply_high(v, v))) << 1;
  return v;
}
