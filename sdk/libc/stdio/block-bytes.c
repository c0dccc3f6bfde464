#include "stream.h"
#include <errno.h>

size_t __hsx_block_bytes(size_t size, size_t count, FILE *stream)
{
  size_t bytes;
  if (__builtin_mul_overflow(size, count, &bytes)) {
    errno = EOVERFLOW;
    stream->flags |= STREAM_ERROR;
    return 0;
  }
  return bytes;
}
