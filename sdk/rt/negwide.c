#include "wide.h"

void __hsx_negwide(uint32_t *n, uint32_t words)
{
  uint32_t carry = 1;
  for (uint32_t i = 0; i < words; ++i) {
    n[i] = ~n[i] + carry;
    carry &= n[i] == 0;
  }
}
