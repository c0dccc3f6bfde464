#include "../weak.h"
#include "words.h"
#include <string.h>

/*
 * Upwards, each place read before it or one above it is written: memmove relies on that where it copies downwards. It calls this
 * name, since a program may have a memcpy of its own, which promises nothing of the kind.
 */
void *__hsx_copy_up(void *restrict to, const void *restrict from, size_t n)
{
  unsigned char *d = to;
  const unsigned char *s = from;
  if (n >= 2 * WORD_BYTES) {
    for (; MISALIGNMENT(d) != 0; --n)
      *d++ = *s++;
    unsigned right = MISALIGNMENT(s) * 8;
    if (right == 0) {
      for (; n >= 8 * WORD_BYTES; n -= 8 * WORD_BYTES, d += 8 * WORD_BYTES, s += 8 * WORD_BYTES) {
        word w0 = ((const word *)s)[0], w1 = ((const word *)s)[1];
        word w2 = ((const word *)s)[2], w3 = ((const word *)s)[3];
        ((word *)d)[0] = w0;
        ((word *)d)[1] = w1;
        ((word *)d)[2] = w2;
        ((word *)d)[3] = w3;
        w0 = ((const word *)s)[4], w1 = ((const word *)s)[5];
        w2 = ((const word *)s)[6], w3 = ((const word *)s)[7];
        ((word *)d)[4] = w0;
        ((word *)d)[5] = w1;
        ((word *)d)[6] = w2;
        ((word *)d)[7] = w3;
      }
      for (; n >= WORD_BYTES; n -= WORD_BYTES, d += WORD_BYTES, s += WORD_BYTES)
        *(word *)d = *(const word *)s;
    } else {
      /* Each word is put together of two that are in step. */
      unsigned left = 32 - right;
      HIDDEN(left);
      const unsigned char *in_step = s - MISALIGNMENT(s);
      word w0 = *(const word *)in_step;
      for (; n >= 2 * WORD_BYTES; n -= 2 * WORD_BYTES, d += 2 * WORD_BYTES, in_step += 2 * WORD_BYTES) {
        word w1 = ((const word *)in_step)[1];
        word w2 = ((const word *)in_step)[2];
        ((word *)d)[0] = w0 >> right | w1 << left;
        ((word *)d)[1] = w1 >> right | w2 << left;
        w0 = w2;
      }
      s = in_step + right / 8;
    }
  }
  for (; n != 0; --n)
    *d++ = *s++;
  return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t n) WEAK_ALIAS(__hsx_copy_up);
