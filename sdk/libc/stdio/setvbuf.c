#include "stream.h"
#include <hsx/asm.h>

int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t size)
{
  /* stderr may hold something at the end from now on. */
  HSX_REQUIRE(exit);
  HSX_REQUIRE(__hsx_flush_all);
  if (mode != _IOFBF && mode != _IOLBF && mode != _IONBF)
    return -1;
  /* How input comes in cannot be seen from outside, so it keeps its buffer. */
  if (stream->flags & STREAM_READ)
    return 0;
  __hsx_flush(stream);
  if (mode != _IONBF && buffer != NULL && size >= 2) {
    stream->capacity = size > UINT16_MAX ? UINT16_MAX : (uint16_t)size;
    stream->buffer = stream->next_out = (unsigned char *)buffer;
    stream->next_in = stream->end_in = stream->buffer + 1;
    stream->end_out = stream->buffer + (stream->flags & STREAM_WRITE ? stream->capacity : 1);
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
