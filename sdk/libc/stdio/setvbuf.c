#include "stream.h"

int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t size)
{
  if (mode != _IOFBF && mode != _IOLBF && mode != _IONBF)
    return -1;
  if (stream->flags & STREAM_READ) {
    /* Input keeps the buffer that it has: how it comes in cannot be seen. */
    return 0;
  }
  fflush(stream);
  stream->flags &= (uint8_t)~STREAM_BY_LINES;
  if (mode == _IONBF) {
    stream->capacity = 0;
    return 0;
  }
  if (mode == _IOLBF)
    stream->flags |= STREAM_BY_LINES;
  if (buffer != NULL && size != 0) {
    stream->buffer = (unsigned char *)buffer;
    stream->capacity = size > UINT16_MAX ? UINT16_MAX : (uint16_t)size;
    stream->end = stream->buffer + stream->capacity;
    stream->next = stream->buffer;
  } else {
    /* The buffer that the stream has, if any. */
    stream->capacity = (uint16_t)(stream->end - stream->buffer);
  }
  return 0;
}

void setbuf(FILE *restrict stream, char *restrict buffer)
{
  setvbuf(stream, buffer, buffer == NULL ? _IONBF : _IOFBF, BUFSIZ);
}
