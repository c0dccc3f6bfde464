/** @file cbrt.c Cube root. */
#include "wide.h"

#define THIRD 0x55555555u

static void root(struct wide *r, const struct wide *x) {
  uint64_t y = x->digits;
  int32_t exponent = x->exponent;
  *r = *x;
  if (y == 0 || exponent >= WIDE_INFINITY) return;
  // x = y * 2^(3 * third), y in [1/8, 1).
  int32_t third = (int32_t)divide_small((uint32_t)(exponent + 3 * 512 + 2), 3) - 512;
  y >>= 3 * third - exponent;
  // v approximates the reciprocal root, in units of 2^-30: a line below it, then Newton's step v * (4 - y * v^3) / 3, which never
  // passes the root; the cuts of y * v^3 come to less than 9 and are put back. The error goes 2^-2.3, 2^-3.9, 2^-6.9, 2^-12.8, 2^-24,
  // 2^-27.
  uint32_t top = high_word(y);
  uint32_t v = 0x6f000000u - (top >> 2) + (top >> 7);
  uint32_t square;
  for (int step = 0; step < 5; step++) {
    square = multiply_high(v, v) << 2;
    v = multiply_high(v, -(multiply_high(square, multiply_high(v, top) << 2) + 9));
    v += multiply_high(v, THIRD);
  }
  square = multiply_high(v, v) << 2;
  // The root in three parts, each too small: y * v^2, then twice rest * v^2 / 3.
  uint64_t c = words(multiply_high(square, top) << 2, 0);
  uint64_t rest = y - __hsx_high64(__hsx_high64(c, c), c);
  c += __hsx_high64(__hsx_high64(rest << 24, words(square, 0)), words(THIRD, THIRD)) >> 22;
  rest = y - __hsx_high64(__hsx_high64(c, c), c);
  c += multiply_high(multiply_high(low_word(rest) << 2, square), THIRD);
  r->digits = c;
  r->exponent = third;
}

double_bits cbrt(double_bits x) {
  return __hsx_apply_double(x, root);
}

float_bits cbrtf(float_bits x) {
  return __hsx_apply_float(x, root);
}

LONG_DOUBLE(cbrt)
