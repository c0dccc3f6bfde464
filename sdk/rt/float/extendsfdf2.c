/** @file extendsfdf2.c float to double; exact. */
#include "ieee.h"

double_bits __extendsfdf2(float_bits x) {
  uint32_t sign = x & SIGN;
  uint32_t magnitude = x ^ sign;
  uint32_t bias = (1023 - 127) << 20;
  if (magnitude >= SF_INFINITY) return double_of(magnitude > SF_INFINITY ? DF_NAN : sign | DF_INFINITY);
  if (magnitude < SF_LEADING) {
    if (magnitude == 0) return double_of(sign);
    // A subnormal float is a normal double; the leading bit adds the last 1 to the exponent.
    bias += (uint32_t)(sf_normalize(&magnitude) - 1) << 20;
  }
  return words(sign + bias + (magnitude >> 3), magnitude << 29);
}
