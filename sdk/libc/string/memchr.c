#include "words.h"
#include <string.h>

void *memchr(const void *from, int value, size_t n)
{
  unsigned char byte = (unsigned char)value;
  const unsigned char *p = from;
  for (; n != 0 && MISALIGNMENT(p) != 0; --n, ++p)
    if (*p == byte)
      return (void *)p;
  word all = byte * 0x01010101u;
  while (n >= WORD_BYTES && !HAS_ZERO(*(const word *)p ^ all)) {
    p += WORD_BYTES;
    n -= WORD_BYTES;
  }
  for (; n != 0; --n, ++p)
    if (*p == byte)
      return (void *)p;
  return NULL;
}
