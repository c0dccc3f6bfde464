/* Output: the buffer of a stream and the way out of it. */
#include "stream.h"

/* Gives all bytes to what is behind the stream; 0 or EOF. */
static int send(FILE *stream, unsigned char *bytes, size_t count)
{
  while (count != 0) {
    int taken = stream->transfer(stream, bytes, count);
    if (taken <= 0) {
      stream->flags |= STREAM_ERROR;
      return EOF;
    }
    bytes += taken;
    count -= (size_t)taken;
  }
  return 0;
}

int __hsx_flush(FILE *stream)
{
  unsigned char *first = stream->buffer;
  size_t count = (size_t)(stream->next - first);
  stream->next = first;
  return send(stream, first, count);
}

size_t __hsx_write(FILE *stream, const void *bytes, size_t count)
{
  const unsigned char *from = bytes;
  if (!(stream->flags & STREAM_WRITE)) {
    stream->flags |= STREAM_ERROR;
    return 0;
  }
  if (stream->capacity == 0)
    return send(stream, (unsigned char *)from, count) == 0 ? count : 0;
  unsigned char *next = stream->next;
  for (size_t left = count; left != 0; --left) {
    unsigned char c = *from++;
    *next++ = c;
    if (next == stream->end || (c == '\n' && (stream->flags & STREAM_BY_LINES))) {
      stream->next = next;
      if (__hsx_flush(stream) != 0)
        return count - left;
      next = stream->buffer;
    }
  }
  stream->next = next;
  return count;
}
