/** @file roundevenf.c The integer nearest to a float, of two the even one. */
#include "ieee.h"

float_bits rintf(float_bits x);

float_bits roundevenf(float_bits x) {
  return rintf(x);
}
