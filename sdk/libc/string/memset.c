#include "words.h"
#include <string.h>

void *memset(void *to, int value, size_t n)
{
  unsigned char *d = to;
  unsigned char byte = (unsigned char)value;
  if (n >= 2 * WORD_BYTES) {
    word w = byte * 0x01010101u;
    for (; MISALIGNMENT(d) != 0; --n)
      *d++ = byte;
    for (; n >= 4 * WORD_BYTES; n -= 4 * WORD_BYTES, d += 4 * WORD_BYTES) {
      ((word *)d)[0] = w;
      ((word *)d)[1] = w;
      ((word *)d)[2] = w;
      ((word *)d)[3] = w;
    }
    for (; n >= WORD_BYTES; n -= WORD_BYTES, d += WORD_BYTES)
      *(word *)d = w;
  }
  for (; n != 0; --n)
    *d++ = byte;
  return to;
}
