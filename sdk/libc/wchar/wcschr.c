#include <wchar.h>

wchar_t *wcschr(const wchar_t *s, wchar_t c)
{
  return wmemchr(s, c, wcslen(s) + 1);
}

wchar_t *wcsrchr(const wchar_t *s, wchar_t c)
{
  const wchar_t *last = s + wcslen(s);
  while (*last != c)
    if (last-- == s)
      return NULL;
  return (wchar_t *)last;
}

wchar_t *wcsstr(const wchar_t *s, const wchar_t *part)
{
  size_t length = wcslen(part);
  for (;; ++s) {
    if (wcsncmp(s, part, length) == 0)
      return (wchar_t *)s;
    if (*s == 0)
      return NULL;
  }
}

/* Length of the beginning of `s` in which belonging to `set` is `inside`. */
static size_t span(const wchar_t *s, const wchar_t *set, int inside)
{
  const wchar_t *end = s;
  while (*end != 0 && (wcschr(set, *end) != NULL) == inside)
    ++end;
  return (size_t)(end - s);
}

size_t wcsspn(const wchar_t *s, const wchar_t *set)
{
  return span(s, set, 1);
}

size_t wcscspn(const wchar_t *s, const wchar_t *set)
{
  return span(s, set, 0);
}

wchar_t *wcspbrk(const wchar_t *s, const wchar_t *set)
{
  s += wcscspn(s, set);
  return *s == 0 ? NULL : (wchar_t *)s;
}

wchar_t *wcstok(wchar_t *restrict s, const wchar_t *restrict separators, wchar_t **restrict rest)
{
  if (s == NULL)
    s = *rest;
  s += wcsspn(s, separators);
  wchar_t *end = s + wcscspn(s, separators);
  *rest = *end == 0 ? end : end + 1;
  if (*s == 0)
    return NULL;
  *end = 0;
  return s;
}
