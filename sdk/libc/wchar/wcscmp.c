#include <wchar.h>

int wcscmp(const wchar_t *a, const wchar_t *b)
{
  return wcsncmp(a, b, (size_t)-1);
}

int wcscoll(const wchar_t *a, const wchar_t *b)
{
  return wcscmp(a, b);
}

int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n)
{
  for (; n != 0; --n, ++a, ++b) {
    if (*a != *b)
      return *a < *b ? -1 : 1;
    if (*a == 0)
      break;
  }
  return 0;
}
