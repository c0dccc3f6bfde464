#include "stream.h"

int fputs(const char *restrict s, FILE *restrict stream)
{
  for (; *s != '\0'; ++s)
    if (__hsx_put(stream, *s) == EOF)
      return EOF;
  return finish_writing(stream);
}
