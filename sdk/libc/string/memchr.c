#include <string.h>

void *memchr(const void *from, int value, size_t n)
{
  unsigned char byte = (unsigned char)value;
  for (const unsigned char *p = from; n != 0; --n, ++p)
    if (*p == byte)
      return (void *)p;
  return NULL;
}
