/* Output: the buffer of a stream and the way out of it. */
#include "stream.h"

int __hsx_flush(FILE *stream)
{
  unsigned char *bytes = stream->buffer;
  int count = (int)(stream->next_out - bytes);
  stream->next_out = bytes;
  while (count > 0) {
    int taken = stream->send(stream, bytes, (unsigned)count);
    if (taken <= 0) {
      stream->flags |= STREAM_ERROR;
      return EOF;
    }
    bytes += taken;
    count -= taken;
  }
  return 0;
}

int __hsx_put(FILE *stream, int c)
{
  *stream->next_out++ = (unsigned char)c;
  if (stream->next_out == stream->end_out || (c == '\n' && (stream->flags & STREAM_BY_LINES)))
    if (__hsx_flush(stream) != 0)
      return EOF;
  return (unsigned char)c;
}
