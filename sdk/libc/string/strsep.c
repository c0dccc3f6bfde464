#include <string.h>

char *strsep(char **restrict s, const char *restrict separators)
{
  char *field = *s;
  if (field) {
    char *end = strpbrk(field, separators);
    if (end)
      *end++ = '\0';
    *s = end;
  }
  return field;
}
