/** @file floatunwidedf.c An unsigned integer of any width to double. */
#include "wide-float.h"

double_bits __floatundidf(uint64_t x);

double_bits __hsx_floatunwidedf(const uint32_t *n, uint32_t count) {
  uint64_t top;
  uint32_t power = leading_part(n, count, &top);
  double_bits result = __floatundidf(top);
  // At most 2^1024, which the exponent field shows as infinity.
  return result + (result == 0 ? 0 : double_of(power << 20));
}
