#include <string.h>
#include <strings.h>

char *strcasestr(const char *s, const char *part)
{
  size_t length = strlen(part);
  for (;; ++s) {
    if (strncasecmp(s, part, length) == 0)
      return (char *)s;
    if (*s == '\0')
      return NULL;
  }
}
