/** @file nearbyintf.c The integer nearest to a float, of two the even one: there is no other rounding mode. */
#include "ieee.h"

float_bits rintf(float_bits x);

float_bits nearbyintf(float_bits x) {
  return rintf(x);
}
