/** @file extendhfsf2.c half to float; exact. */
#include "ieee.h"

float_bits __extendhfsf2(uint32_t half) {
  uint32_t sign = half << 16 & SIGN;
  uint32_t magnitude = half & 0x7fff;
  if (magnitude >= 0x7c00) return magnitude > 0x7c00 ? SF_NAN : sign | SF_INFINITY;
  if (magnitude < 0x400) {
    if (magnitude == 0) return sign;
    uint32_t significand = magnitude << 13;
    uint32_t exponent = 112 + (uint32_t)sf_normalize(&significand);
    // The leading bit adds the last 1 to the exponent.
    return sign + ((exponent - 1) << 23) + significand;
  }
  return sign + (112u << 23) + (magnitude << 13);
}
