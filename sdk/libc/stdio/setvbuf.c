#include "stream.h"

int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t size)
{
  if (mode != _IOFBF && mode != _IOLBF && mode != _IONBF)
    return -1;
  /* How input comes in cannot be seen from outside, so it keeps its buffer. */
  if (stream->flags & STREAM_READ)
    return 0;
  fflush(stream);
  if (mode != _IONBF && buffer != NULL && size != 0) {
    stream->capacity = size > UINT16_MAX ? UINT16_MAX : (uint16_t)size;
    stream->buffer = (unsigned char *)buffer;
    stream->next = stream->buffer;
    stream->write_end = stream->buffer + stream->capacity;
  }
  stream->flags &= (uint8_t) ~(STREAM_BY_LINES | STREAM_DIRECT);
  if (mode != _IOFBF)
    stream->flags |= mode == _IOLBF ? STREAM_BY_LINES : STREAM_BY_LINES | STREAM_DIRECT;
  return 0;
}

void setbuf(FILE *restrict stream, char *restrict buffer)
{
  setvbuf(stream, buffer, buffer == NULL ? _IONBF : _IOFBF, BUFSIZ);
}
