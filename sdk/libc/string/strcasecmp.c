#include "../weak.h"
#include <ctype.h>
#include <strings.h>

WEAK int strncasecmp(const char *a, const char *b, size_t n)
{
  for (; n != 0; --n, ++a, ++b) {
    int difference = tolower((unsigned char)*a) - tolower((unsigned char)*b);
    if (difference != 0)
      return difference;
    if (*a == '\0')
      break;
  }
  return 0;
}

WEAK int strcasecmp(const char *a, const char *b)
{
  return strncasecmp(a, b, (size_t)-1);
}
