#include "words.h"
#include <string.h>

void *__hsx_copy_up(void *restrict to, const void *restrict from, size_t n);

/* Downwards from the end. */
static void copy_down(unsigned char *d, const unsigned char *s, size_t n)
{
  d += n;
  s += n;
  if (n >= 2 * WORD_BYTES) {
    for (; MISALIGNMENT(d) != 0; --n)
      *--d = *--s;
    unsigned right = MISALIGNMENT(s) * 8;
    if (right == 0) {
      for (; n >= 4 * WORD_BYTES; n -= 4 * WORD_BYTES) {
        d -= 4 * WORD_BYTES;
        s -= 4 * WORD_BYTES;
        word w0 = ((const word *)s)[0], w1 = ((const word *)s)[1];
        word w2 = ((const word *)s)[2], w3 = ((const word *)s)[3];
        ((word *)d)[3] = w3;
        ((word *)d)[2] = w2;
        ((word *)d)[1] = w1;
        ((word *)d)[0] = w0;
      }
      for (; n >= WORD_BYTES; n -= WORD_BYTES) {
        d -= WORD_BYTES;
        s -= WORD_BYTES;
        *(word *)d = *(const word *)s;
      }
    } else {
      unsigned left = 32 - right;
      HIDDEN(left);
      const unsigned char *in_step = s - MISALIGNMENT(s);
      word w2 = *(const word *)in_step;
      for (; n >= 2 * WORD_BYTES; n -= 2 * WORD_BYTES) {
        d -= 2 * WORD_BYTES;
        in_step -= 2 * WORD_BYTES;
        word w1 = ((const word *)in_step)[1];
        word w0 = ((const word *)in_step)[0];
        ((word *)d)[1] = w1 >> right | w2 << left;
        ((word *)d)[0] = w0 >> right | w1 << left;
        w2 = w0;
      }
      s = in_step + right / 8;
    }
  }
  for (; n != 0; --n)
    *--d = *--s;
}

void *memmove(void *to, const void *from, size_t n)
{
  /* Upwards is right unless the copy begins inside what is copied. */
  if ((uintptr_t)to - (uintptr_t)from >= n)
    return __hsx_copy_up(to, from, n);
  copy_down(to, from, n);
  return to;
}
