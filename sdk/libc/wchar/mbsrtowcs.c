#include "multibyte.h"

size_t mbsrtowcs(wchar_t *restrict to, const char **restrict from, size_t n, mbstate_t *restrict state)
{
  static mbstate_t own;
  if (!state)
    state = &own;
  /* Who only counts goes through the text again, from the same state. */
  mbstate_t copy = *state;
  if (!to)
    state = &copy;
  const char *s = *from;
  size_t count = 0;
  while (!to || count < n) {
    wchar_t c;
    /* A string ends with a NUL, so no more than the bytes of the character are read. */
    size_t bytes = mbrtowc(&c, s, (size_t)-1 - (uintptr_t)s, state);
    if (bytes == INVALID) {
      if (to)
        *from = s;
      return INVALID;
    }
    if (to)
      to[count] = c;
    if (bytes == 0) {
      if (to)
        *from = NULL;
      return count;
    }
    s += bytes;
    ++count;
  }
  *from = s;
  return count;
}
