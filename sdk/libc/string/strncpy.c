#include <string.h>

char *strncpy(char *restrict to, const char *restrict from, size_t n)
{
  char *d = to;
  while (n != 0 && *from != '\0') {
    *d++ = *from++;
    --n;
  }
  memset(d, 0, n);
  return to;
}

char *strncat(char *restrict to, const char *restrict from, size_t n)
{
  char *d = to + strlen(to);
  while (n != 0 && *from != '\0') {
    *d++ = *from++;
    --n;
  }
  *d = '\0';
  return to;
}
