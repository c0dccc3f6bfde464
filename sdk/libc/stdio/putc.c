#include "stream.h"

int fputc(int c, FILE *stream)
{
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
