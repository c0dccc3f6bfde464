/** @file fabsf.c The magnitude of a float. */
#include "ieee.h"

float_bits fabsf(float_bits x) {
  return x & ~SIGN;
}
