#include "words64.h"

uint64_t __udivdi3(uint64_t n, uint64_t d)
{
  uint64_t rest;
  return __hsx_udivmoddi4(n, d, &rest);
}

uint64_t __umoddi3(uint64_t n, uint64_t d)
{
  uint64_t rest;
  __hsx_udivmoddi4(n, d, &rest);
  return rest;
}
