/** @file powidf2.c double to the power of an int: by repeated squaring, each product rounded. */
#include "ieee.h"

double_bits __muldf3(double_bits a, double_bits b);
double_bits __divdf3(double_bits a, double_bits b);

double_bits __powidf2(double_bits x, int power) {
  uint32_t n = power < 0 ? 0 - (uint32_t)power : (uint32_t)power;
  double_bits one = double_of(0x3ff00000), result = one;
  while (n != 0) {
    if (n & 1) result = __muldf3(result, x);
    n >>= 1;
    if (n != 0) x = __muldf3(x, x);
  }
  return power < 0 ? __divdf3(one, result) : result;
}
