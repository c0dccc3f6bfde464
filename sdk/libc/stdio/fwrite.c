#include "stream.h"

size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict stream)
{
  const unsigned char *next = from;
  if (begin_writing(stream) != 0)
    return 0;
  for (size_t done = 0; done != count; ++done)
    for (size_t left = size; left != 0; --left)
      if (__hsx_put(stream, *next++) == EOF)
        return done;
  return size != 0 && finish_writing(stream) == 0 ? count : 0;
}
