#include "../weak.h"
#include <string.h>

WEAK void *memrchr(const void *from, int value, size_t n)
{
  const unsigned char *s = from;
  while (n != 0)
    if (s[--n] == (unsigned char)value)
      return (void *)(s + n);
  return NULL;
}

WEAK void *memmem(const void *from, size_t n, const void *part, size_t part_bytes)
{
  const unsigned char *s = from;
  for (; n >= part_bytes; ++s, --n)
    if (memcmp(s, part, part_bytes) == 0)
      return (void *)s;
  return NULL;
}
