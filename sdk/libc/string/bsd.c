#include "../weak.h"
#include <string.h>
#include <strings.h>

WEAK void bcopy(const void *from, void *to, size_t n)
{
  memmove(to, from, n);
}

WEAK void bzero(void *to, size_t n)
{
  memset(to, 0, n);
}

WEAK char *index(const char *s, int c)
{
  return strchr(s, c);
}

WEAK char *rindex(const char *s, int c)
{
  return strrchr(s, c);
}

WEAK int ffs(int n)
{
  return n == 0 ? 0 : __builtin_ctz((unsigned)n) + 1;
}

WEAK int ffsl(long n)
{
  return ffs((int)n);
}

WEAK int ffsll(long long n)
{
  return (int)n != 0 ? ffs((int)n) : (int)(n >> 32) == 0 ? 0 : ffs((int)(n >> 32)) + 32;
}
