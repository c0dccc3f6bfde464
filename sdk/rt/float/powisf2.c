/** @file powisf2.c float to the power of an int: by repeated squaring, each product rounded. */
#include "ieee.h"

float_bits __mulsf3(float_bits a, float_bits b);
float_bits __divsf3(float_bits a, float_bits b);

float_bits __powisf2(float_bits x, int power) {
  uint32_t n = power < 0 ? 0 - (uint32_t)power : (uint32_t)power;
  float_bits one = 0x3f800000, result = one;
  while (n != 0) {
    if (n & 1) result = __mulsf3(result, x);
    n >>= 1;
    if (n != 0) x = __mulsf3(x, x);
  }
  return power < 0 ? __divsf3(one, result) : result;
}
