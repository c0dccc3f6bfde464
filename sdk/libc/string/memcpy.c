#include "words.h"
#include <string.h>

void *memcpy(void *restrict to, const void *restrict from, size_t n)
{
  unsigned char *d = to;
  const unsigned char *s = from;
  /* Words need both addresses in step; what is too short for them goes by bytes. */
  if (n >= 2 * WORD_BYTES && MISALIGNMENT((uintptr_t)d ^ (uintptr_t)s) == 0) {
    for (; MISALIGNMENT(d) != 0; --n)
      *d++ = *s++;
    for (; n >= 4 * WORD_BYTES; n -= 4 * WORD_BYTES, d += 4 * WORD_BYTES, s += 4 * WORD_BYTES) {
      word w0 = ((const word *)s)[0], w1 = ((const word *)s)[1];
      word w2 = ((const word *)s)[2], w3 = ((const word *)s)[3];
      ((word *)d)[0] = w0;
      ((word *)d)[1] = w1;
      ((word *)d)[2] = w2;
      ((word *)d)[3] = w3;
    }
    for (; n >= WORD_BYTES; n -= WORD_BYTES, d += WORD_BYTES, s += WORD_BYTES)
      *(word *)d = *(const word *)s;
  }
  for (; n != 0; --n)
    *d++ = *s++;
  return to;
}
