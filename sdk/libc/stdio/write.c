/* Output: the buffer of a stream and the way out of it. */
#include "stream.h"

int __hsx_flush(FILE *stream)
{
  unsigned char *bytes = stream->buffer;
  int count = (int)(stream->next - bytes);
  if (!(stream->flags & STREAM_WRITE))
    goto failed;
  stream->next = bytes;
  while (count > 0) {
    int taken = stream->transfer(stream, bytes, (unsigned)count);
    if (taken <= 0)
      goto failed;
    bytes += taken;
    count -= taken;
  }
  return 0;
failed:
  stream->flags |= STREAM_ERROR;
  return EOF;
}

int __hsx_put(FILE *stream, int c)
{
  if (stream->next >= stream->write_end && __hsx_flush(stream) != 0)
    return EOF;
  *stream->next++ = (unsigned char)c;
  if (c == '\n' && (stream->flags & STREAM_BY_LINES) && __hsx_flush(stream) != 0)
    return EOF;
  return (unsigned char)c;
}
