#include "../weak.h"
#include <string.h>

WEAK void *memccpy(void *restrict to, const void *restrict from, int value, size_t n)
{
  unsigned char *d = to;
  const unsigned char *s = from;
  for (; n != 0; --n)
    if ((*d++ = *s++) == (unsigned char)value)
      return d;
  return NULL;
}

WEAK void *mempcpy(void *restrict to, const void *restrict from, size_t n)
{
  return (char *)memcpy(to, from, n) + n;
}

WEAK void *memset_explicit(void *to, int value, size_t n)
{
  memset(to, value, n);
  /* Whatever comes next may look at it, as far as the compiler knows. */
  __asm__ volatile("" : : "r"(to) : "memory");
  return to;
}
