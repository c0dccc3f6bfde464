/** @file remainderf.c x - n * y with the integer n nearest to x / y, of two the even one; exact. */
#include "ieee.h"

float_bits remquof(float_bits x, float_bits y, int *quotient);

float_bits remainderf(float_bits x, float_bits y) {
  int quotient;
  return remquof(x, y, &quotient);
}
