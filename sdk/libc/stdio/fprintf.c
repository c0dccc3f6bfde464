#include "stream.h"

struct stream_sink {
  struct sink sink;
  FILE *stream;
};

static int put(struct sink *sink, const char *bytes, size_t count)
{
  for (; count != 0; --count)
    if (__hsx_put(((struct stream_sink *)sink)->stream, *bytes++) == EOF)
      return EOF;
  return 0;
}

int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments)
{
  struct stream_sink sink = {{put}, stream};
  if (begin_writing(stream) != 0)
    return -1;
  int count = __hsx_format(&sink.sink, format, arguments);
  return finish_writing(stream) == 0 ? count : -1;
}

int fprintf(FILE *restrict stream, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = vfprintf(stream, format, arguments);
  va_end(arguments);
  return count;
}
