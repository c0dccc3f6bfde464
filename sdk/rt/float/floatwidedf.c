/** @file floatwidedf.c A signed integer of any width to double. */
#include "wide-float.h"

double_bits __hsx_floatwidedf(uint32_t *n, uint32_t count) {
  if ((n[count - 1] & SIGN) == 0) return __hsx_floatunwidedf(n, count);
  __hsx_negwide(n, count);
  return __hsx_floatunwidedf(n, count) | double_of(SIGN);
}
