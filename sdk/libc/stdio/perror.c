#include "stream.h"
#include <errno.h>
#include <string.h>

void perror(const char *s)
{
  const char *name = strerror(errno);
  if (s != NULL && *s != '\0') {
    __hsx_put_text(stderr, s);
    __hsx_put_text(stderr, ": ");
  }
  __hsx_put_text(stderr, name);
  /* Sends all of it. */
  fputc('\n', stderr);
}
