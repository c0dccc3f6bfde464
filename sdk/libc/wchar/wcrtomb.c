#include "multibyte.h"
#include <errno.h>

size_t wcrtomb(char *restrict to, wchar_t wide, mbstate_t *restrict state)
{
  uint32_t c = (uint32_t)wide;
  (void)state;
  if (!to)
    return 1;
  if (c < 0x80) {
    *to = (char)c;
    return 1;
  }
  if (c > 0x10ffff || is_surrogate(c)) {
    errno = EILSEQ;
    return INVALID;
  }
  unsigned length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (unsigned i = length - 1; i != 0; --i, c >>= 6)
    to[i] = (char)(0x80 | (c & 0x3f));
  *to = (char)(0xf00u >> length | c);
  return length;
}
