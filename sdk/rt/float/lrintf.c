/** @file lrintf.c The integer nearest to a float, of two the even one; saturated, 0 for NaN. */
#include "ieee.h"

float_bits rintf(float_bits x);
int32_t __fixsfsi(float_bits x);

long lrintf(float_bits x) {
  return __fixsfsi(rintf(x));
}
