#include "stream.h"
#include <string.h>

int fputs(const char *restrict s, FILE *restrict stream)
{
  size_t length = strlen(s);
  return __hsx_write(stream, s, length) == length ? 0 : EOF;
}

int puts(const char *s)
{
  return fputs(s, stdout) == 0 && fputs("\n", stdout) == 0 ? 0 : EOF;
}
