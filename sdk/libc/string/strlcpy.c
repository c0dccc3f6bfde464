#include "../weak.h"
#include <string.h>

WEAK size_t strlcpy(char *restrict to, const char *restrict from, size_t size)
{
  size_t length = strlen(from);
  if (size != 0) {
    size_t copied = length < size ? length : size - 1;
    memcpy(to, from, copied);
    to[copied] = '\0';
  }
  return length;
}

WEAK size_t strlcat(char *restrict to, const char *restrict from, size_t size)
{
  size_t length = strnlen(to, size);
  return length + strlcpy(to + length, from, size - length);
}

WEAK char *stpncpy(char *restrict to, const char *restrict from, size_t n)
{
  size_t length = strnlen(from, n);
  memcpy(to, from, length);
  memset(to + length, 0, n - length);
  return to + length;
}
