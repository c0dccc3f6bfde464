#include "words.h"
#include <string.h>

void *memmove(void *to, const void *from, size_t n)
{
  unsigned char *d = to;
  const unsigned char *s = from;
  /* Upwards is right unless the copy begins inside what is copied. memcpy goes upwards, but promises nothing about it. */
  if ((uintptr_t)d - (uintptr_t)s >= n) {
    int words = MISALIGNMENT((uintptr_t)d ^ (uintptr_t)s) == 0;
    while (words && n != 0 && MISALIGNMENT(d) != 0) {
      *d++ = *s++;
      --n;
    }
    for (; words && n >= WORD_BYTES; n -= WORD_BYTES, d += WORD_BYTES, s += WORD_BYTES)
      *(word *)d = *(const word *)s;
    for (; n != 0; --n)
      *d++ = *s++;
    return to;
  }
  d += n;
  s += n;
  int words = MISALIGNMENT((uintptr_t)d ^ (uintptr_t)s) == 0;
  while (words && n != 0 && MISALIGNMENT(d) != 0) {
    *--d = *--s;
    --n;
  }
  for (; words && n >= WORD_BYTES; n -= WORD_BYTES) {
    d -= WORD_BYTES;
    s -= WORD_BYTES;
    *(word *)d = *(const word *)s;
  }
  for (; n != 0; --n)
    *--d = *--s;
  return to;
}
