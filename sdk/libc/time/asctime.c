#include <errno.h>
#include <time.h>

char *asctime(const struct tm *parts)
{
  static char text[40];
  if (strftime(text, sizeof text, "%a %b %e %H:%M:%S %Y\n", parts) == 0) {
    errno = EOVERFLOW;
    return NULL;
  }
  return text;
}

char *ctime(const time_t *when)
{
  const struct tm *parts = localtime(when);
  return parts ? asctime(parts) : NULL;
}
