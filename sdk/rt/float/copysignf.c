/** @file copysignf.c A float with the sign of another one. */
#include "ieee.h"

float_bits copysignf(float_bits x, float_bits y) {
  return (x & ~SIGN) | (y & SIGN);
}
