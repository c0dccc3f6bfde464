/** @file floatwidesf.c A signed integer of any width to float. */
#include "wide-float.h"

float_bits __hsx_floatwidesf(uint32_t *n, uint32_t count) {
  if ((n[count - 1] & SIGN) == 0) return __hsx_floatunwidesf(n, count);
  __hsx_negwide(n, count);
  return __hsx_floatunwidesf(n, count) | SIGN;
}
