#include "stream.h"

size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict stream)
{
  size_t bytes = size * count;
  if (bytes == 0)
    return 0;
  size_t written = __hsx_write(stream, from, bytes);
  return written == bytes ? count : written / size;
}
