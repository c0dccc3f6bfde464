#include "words64.h"

static uint64_t magnitude(int64_t n)
{
  return n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
}

/* Truncates towards 0. */
int64_t __divdi3(int64_t n, int64_t d)
{
  uint64_t rest;
  uint64_t quotient = __hsx_udivmoddi4(magnitude(n), magnitude(d), &rest);
  return (int64_t)((n ^ d) < 0 ? 0 - quotient : quotient);
}

/* Has the sign of the dividend. */
int64_t __moddi3(int64_t n, int64_t d)
{
  uint64_t rest;
  __hsx_udivmoddi4(magnitude(n), magnitude(d), &rest);
  return (int64_t)(n < 0 ? 0 - rest : rest);
}
