#include "multibyte.h"
#include <string.h>

size_t wcsrtombs(char *restrict to, const wchar_t **restrict from, size_t n, mbstate_t *restrict state)
{
  const wchar_t *s = *from;
  size_t count = 0;
  for (;; ++s) {
    char bytes[4];
    /* What follows when there is no more room is not looked at. */
    if (to && count == n) {
      *from = s;
      return count;
    }
    size_t length = wcrtomb(bytes, *s, state);
    if (length == INVALID) {
      if (to)
        *from = s;
      return INVALID;
    }
    if (to) {
      /* Only whole characters. */
      if (length > n - count) {
        *from = s;
        return count;
      }
      memcpy(to + count, bytes, length);
    }
    if (*s == 0) {
      if (to)
        *from = NULL;
      return count;
    }
    count += length;
  }
}
