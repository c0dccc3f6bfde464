#include "stream.h"

int fputs(const char *restrict s, FILE *restrict stream)
{
  return __hsx_put_text(stream, s) != 0 ? EOF : finish_writing(stream);
}
