#include "stream.h"
#include <string.h>

/* By blocks: what is not smaller than the empty buffer goes out without being copied. Returns how many bytes were not written. */
static size_t write_block(FILE *stream, unsigned char *from, size_t left)
{
  while (left != 0) {
    size_t count = (size_t)(stream->end_out - stream->next_out);
    if (left >= count && stream->next_out == stream->buffer) {
      int sent = stream->send(stream, from, left);
      if (sent <= 0) {
        stream->flags |= STREAM_ERROR;
        break;
      }
      count = (size_t)sent;
    } else {
      if (count > left)
        count = left;
      memcpy(stream->next_out, from, count);
      stream->next_out += count;
      if (stream->next_out == stream->end_out && __hsx_flush(stream) != 0)
        break;
    }
    from += count;
    left -= count;
  }
  return left;
}

size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict stream)
{
  unsigned char *next = (unsigned char *)from;
  size_t bytes = __hsx_block_bytes(size, count, stream);
  if (bytes == 0)
    return 0;
  size_t left = bytes;
  if (!(stream->flags & STREAM_BY_LINES))
    left = write_block(stream, next, left);
  else
    while (left != 0 && __hsx_put(stream, *next++) != EOF)
      --left;
  if (left != 0)
    return (bytes - left) / size;
  return finish_writing(stream) == 0 ? count : 0;
}
