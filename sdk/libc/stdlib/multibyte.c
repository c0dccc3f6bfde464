#include <stdlib.h>
#include <wchar.h>

int mbtowc(wchar_t *restrict to, const char *restrict s, size_t n)
{
  mbstate_t state = {0, 0};
  if (!s)
    return 0;
  size_t bytes = mbrtowc(to, s, n, &state);
  /* -2, a character that is not complete, is a failure here too. */
  return bytes > n ? -1 : (int)bytes;
}

int mblen(const char *s, size_t n)
{
  return mbtowc(NULL, s, n);
}

int wctomb(char *to, wchar_t c)
{
  return to ? (int)wcrtomb(to, c, NULL) : 0;
}

size_t mbstowcs(wchar_t *restrict to, const char *restrict from, size_t n)
{
  mbstate_t state = {0, 0};
  const char *s = from;
  return mbsrtowcs(to, &s, n, &state);
}

size_t wcstombs(char *restrict to, const wchar_t *restrict from, size_t n)
{
  const wchar_t *s = from;
  return wcsrtombs(to, &s, n, NULL);
}
