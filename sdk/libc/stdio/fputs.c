#include "stream.h"

int fputs(const char *restrict s, FILE *restrict stream)
{
  if (begin_writing(stream) != 0)
    return EOF;
  for (; *s != '\0'; ++s)
    if (__hsx_put(stream, *s) == EOF)
      return EOF;
  return finish_writing(stream);
}
