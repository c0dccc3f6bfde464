/** @file subsf3.c float a - b. */
#include "ieee.h"

float_bits __addsf3(float_bits a, float_bits b);

float_bits __subsf3(float_bits a, float_bits b) {
  return __addsf3(a, b ^ SIGN);
}
