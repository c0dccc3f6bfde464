/** @file llroundf.c The integer nearest to a float, of two the one that is farther from zero; saturated, 0 for NaN. */
#include "ieee.h"

float_bits roundf(float_bits x);
int64_t __fixsfdi(float_bits x);

long long llroundf(float_bits x) {
  return __fixsfdi(roundf(x));
}
