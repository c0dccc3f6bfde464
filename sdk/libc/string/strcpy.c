#include <string.h>

char *stpcpy(char *restrict to, const char *restrict from)
{
  while ((*to = *from++) != '\0')
    ++to;
  return to;
}

char *strcpy(char *restrict to, const char *restrict from)
{
  stpcpy(to, from);
  return to;
}

char *strcat(char *restrict to, const char *restrict from)
{
  stpcpy(to + strlen(to), from);
  return to;
}
