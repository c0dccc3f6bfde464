/** @file lroundf.c The integer nearest to a float, of two the one that is farther from zero; saturated, 0 for NaN. */
#include "ieee.h"

float_bits roundf(float_bits x);
int32_t __fixsfsi(float_bits x);

long lroundf(float_bits x) {
  return __fixsfsi(roundf(x));
}
