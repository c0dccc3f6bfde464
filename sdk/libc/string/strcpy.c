#include "../weak.h"
#include <string.h>

char *__hsx_stpcpy(char *restrict to, const char *restrict from)
{
  while ((*to = *from++) != '\0')
    ++to;
  return to;
}

char *stpcpy(char *restrict to, const char *restrict from) WEAK_ALIAS(__hsx_stpcpy);

char *strcpy(char *restrict to, const char *restrict from)
{
  __hsx_stpcpy(to, from);
  return to;
}

char *strcat(char *restrict to, const char *restrict from)
{
  __hsx_stpcpy(to + strlen(to), from);
  return to;
}
