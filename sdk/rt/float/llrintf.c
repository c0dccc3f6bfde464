/** @file llrintf.c The integer nearest to a float, of two the even one; saturated, 0 for NaN. */
#include "ieee.h"

float_bits rintf(float_bits x);
int64_t __fixsfdi(float_bits x);

long long llrintf(float_bits x) {
  return __fixsfdi(rintf(x));
}
