#include <wchar.h>

size_t wcslen(const wchar_t *s)
{
  const wchar_t *end = s;
  while (*end != 0)
    ++end;
  return (size_t)(end - s);
}

wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from)
{
  wmemcpy(to, from, wcslen(from) + 1);
  return to;
}

wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
  wchar_t *d = to;
  for (; n != 0 && *from != 0; --n)
    *d++ = *from++;
  wmemset(d, 0, n);
  return to;
}

wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from)
{
  wcscpy(to + wcslen(to), from);
  return to;
}

wchar_t *wcsncat(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
  wchar_t *d = to + wcslen(to);
  for (; n != 0 && *from != 0; --n)
    *d++ = *from++;
  *d = 0;
  return to;
}

size_t wcsxfrm(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
  size_t length = wcslen(from);
  if (length < n)
    wcscpy(to, from);
  return length;
}
