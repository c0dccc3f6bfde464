/* Formatted text to a stream. */
#include "format.h"
#include <limits.h>

struct to_stream {
  struct format format;
  FILE *stream;
};

static void put(struct format *format, int c)
{
  if (__hsx_put(((struct to_stream *)format)->stream, c) == EOF)
    format->total = INT_MIN;
}

int __hsx_print(FILE *stream, const char *text, va_list arguments, int (*more)(struct format *))
{
  struct to_stream to;
  to.format.put = put;
  to.format.more = more;
  to.stream = stream;
  int count = __hsx_format(&to.format, text, arguments);
  return finish_writing(stream) == 0 ? count : -1;
}
