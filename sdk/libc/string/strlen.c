#include "words.h"
#include <string.h>

size_t strlen(const char *s)
{
  const char *p = s;
  for (; MISALIGNMENT(p) != 0; ++p)
    if (*p == '\0')
      return (size_t)(p - s);
  /* A word never crosses the end of the memory that its first byte is in. */
  while (!HAS_ZERO(*(const word *)p))
    p += WORD_BYTES;
  while (*p != '\0')
    ++p;
  return (size_t)(p - s);
}
