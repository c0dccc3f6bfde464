/** @file wide-root.c Square roots of numbers with 64 digits. */
#include "wide.h"

void __hsx_wide_root(struct wide *r, const struct wide *a) {
  uint64_t y = a->digits;
  int32_t exponent = a->exponent;
  r->sign = 0;
  r->digits = y;
  r->exponent = exponent;
  if (y == 0) return;
  if (exponent & 1) {
    y >>= 1;
    exponent++;
  }
  // The root in three parts, each too small, by less than 2^-28, 2^-56 and a few units of the last place.
  uint32_t v = __hsx_rsqrt(high_word(y));
  uint64_t root = words(multiply_high(high_word(y), v) << 1, 0);
  uint64_t rest = y - __hsx_high64(root, root);
  root += __hsx_high64(rest << 24, words(v, 0)) >> 24;
  rest = y - __hsx_high64(root, root);
  root += multiply_high(low_word(rest), v);
  r->digits = root;
  r->exponent = exponent >> 1;
}
