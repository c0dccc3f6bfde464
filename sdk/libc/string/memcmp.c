#include "words.h"
#include "../weak.h"
#include <string.h>
#include <strings.h>

int memcmp(const void *a, const void *b, size_t n)
{
  const unsigned char *p = a;
  const unsigned char *q = b;
  /* Equal words are skipped; the bytes decide the order. */
  if (MISALIGNMENT((uintptr_t)p ^ (uintptr_t)q) == 0) {
    for (; n != 0 && MISALIGNMENT(p) != 0; --n, ++p, ++q)
      if (*p != *q)
        return *p - *q;
    for (; n >= WORD_BYTES && *(const word *)p == *(const word *)q; n -= WORD_BYTES, p += WORD_BYTES, q += WORD_BYTES) {
    }
  }
  for (; n != 0; --n, ++p, ++q)
    if (*p != *q)
      return *p - *q;
  return 0;
}

WEAK int bcmp(const void *a, const void *b, size_t n)
{
  return memcmp(a, b, n);
}
