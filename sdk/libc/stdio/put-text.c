#include "stream.h"

int __hsx_put_text(FILE *stream, const char *s)
{
  for (; *s != '\0'; ++s)
    if (__hsx_put(stream, *s) == EOF)
      return EOF;
  return 0;
}
