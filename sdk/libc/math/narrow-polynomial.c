/** @file narrow-polynomial.c Polynomials of numbers with 32 digits. */
#include "narrow.h"

uint32_t __hsx_narrow_polynomial(const uint32_t *c, int32_t count, uint32_t x) {
  const uint32_t *end = c + (count < 0 ? -count : count);
  // The complement of the product is its negative, but for one unit.
  uint32_t mask = count < 0 ? 0 : ~0u;
  uint32_t value = *c++;
  do value = *c++ + (high_word(multiply(value, x)) ^ mask);
  while (c != end);
  return value;
}
