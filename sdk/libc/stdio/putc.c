#include "stream.h"

int fputc(int c, FILE *stream)
{
  if (begin_writing(stream) != 0)
    return EOF;
  int written = __hsx_put(stream, c);
  return finish_writing(stream) == 0 ? written : EOF;
}

int putc(int c, FILE *stream)
{
  return fputc(c, stream);
}

int putchar(int c)
{
  return fputc(c, stdout);
}
