#include <string.h>

char *strstr(const char *s, const char *part)
{
  size_t length = strlen(part);
  if (length == 0)
    return (char *)s;
  while ((s = strchr(s, *part)) != NULL) {
    if (strncmp(s, part, length) == 0)
      return (char *)s;
    ++s;
  }
  return NULL;
}
