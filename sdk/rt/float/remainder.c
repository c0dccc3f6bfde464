/** @file remainder.c x - n * y with the integer n nearest to x / y, of two the even one; exact. */
#include "ieee.h"

double_bits remquo(double_bits x, double_bits y, int *quotient);

double_bits remainder(double_bits x, double_bits y) {
  int quotient;
  return remquo(x, y, &quotient);
}

LONG_DOUBLE(remainder)
