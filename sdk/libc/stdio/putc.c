#include "stream.h"

int fputc(int c, FILE *stream)
{
  unsigned char byte = (unsigned char)c;
  return __hsx_write(stream, &byte, 1) == 1 ? byte : EOF;
}

int putc(int c, FILE *stream)
{
  return fputc(c, stream);
}

int putchar(int c)
{
  return fputc(c, stdout);
}
