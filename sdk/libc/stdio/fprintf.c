#include "stream.h"

struct stream_sink {
  struct sink sink;
  FILE *stream;
};

static int put(struct sink *sink, const char *bytes, size_t count)
{
  return __hsx_write(((struct stream_sink *)sink)->stream, bytes, count) != count;
}

int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments)
{
  struct stream_sink sink = {{put}, stream};
  if (stream->capacity != 0)
    return __hsx_format(&sink.sink, format, arguments);
  /* A stream without a buffer gets one for the call, so that the text goes out in one piece where it is short. */
  unsigned char buffer[64];
  FILE buffered = {
      .next = buffer,
      .end = buffer + sizeof buffer,
      .buffer = buffer,
      .capacity = sizeof buffer,
      .flags = stream->flags,
      .transfer = stream->transfer,
  };
  sink.stream = &buffered;
  int count = __hsx_format(&sink.sink, format, arguments);
  if ((buffered.flags & STREAM_WRITE) && __hsx_flush(&buffered) != 0)
    count = -1;
  stream->flags |= buffered.flags;
  return count;
}

int fprintf(FILE *restrict stream, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = vfprintf(stream, format, arguments);
  va_end(arguments);
  return count;
}
