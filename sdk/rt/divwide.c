#include "wide.h"

void __hsx_divwide(uint32_t *n, uint32_t *d, uint32_t *rest, uint32_t words)
{
  int32_t sign = (int32_t)n[words - 1];
  int32_t other = (int32_t)d[words - 1];
  if (sign < 0)
    __hsx_negwide(n, words);
  if (other < 0)
    __hsx_negwide(d, words);
  __hsx_udivwide(n, d, rest, words);
  if ((sign ^ other) < 0)
    __hsx_negwide(n, words);
  if (sign < 0)
    __hsx_negwide(rest, words);
}
