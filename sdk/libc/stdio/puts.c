#include "stream.h"

int puts(const char *s)
{
  for (; *s != '\0'; ++s)
    if (__hsx_put(stdout, *s) == EOF)
      return EOF;
  return __hsx_put(stdout, '\n');
}
