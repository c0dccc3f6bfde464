#include <errno.h>
#include <stdio.h>
#include <string.h>

void perror(const char *s)
{
  const char *name = strerror(errno);
  if (s != NULL && *s != '\0')
    fprintf(stderr, "%s: %s\n", s, name);
  else
    fprintf(stderr, "%s\n", name);
}
