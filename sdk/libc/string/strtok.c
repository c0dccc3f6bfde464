#include "../weak.h"
#include <string.h>

char *__hsx_strtok(char *restrict s, const char *restrict separators, char **restrict rest)
{
  if (s == NULL)
    s = *rest;
  s += strspn(s, separators);
  char *end = s + strcspn(s, separators);
  *rest = *end == '\0' ? end : end + 1;
  if (*s == '\0')
    return NULL;
  *end = '\0';
  return s;
}

char *strtok_r(char *restrict s, const char *restrict separators, char **restrict rest) WEAK_ALIAS(__hsx_strtok);

char *strtok(char *restrict s, const char *restrict separators)
{
  static char nothing[1];
  static char *rest = nothing;
  return __hsx_strtok(s, separators, &rest);
}
