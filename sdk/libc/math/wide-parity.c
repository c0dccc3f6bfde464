/** @file wide-parity.c Which numbers are integers. */
#include "wide.h"

uint32_t __hsx_wide_parity(const struct wide *x) {
  if (x->digits == 0 || x->exponent > 64) return 2;
  if (x->exponent <= 0) return 0;
  // The last bit before the point, and what is behind it.
  uint32_t places = 64 - (uint32_t)x->exponent;
  uint64_t whole = x->digits >> places;
  if (whole << places != x->digits) return 0;
  return low_word(whole) & 1 ? 1 : 2;
}
