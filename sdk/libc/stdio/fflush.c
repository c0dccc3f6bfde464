#include "../stdlib/exit-hooks.h"
#include "stream.h"

/* 0 in a program without stdout. */
#pragma weak __hsx_flush_streams

int fflush(FILE *stream)
{
  if (stream != NULL)
    return stream->flags & STREAM_WRITE ? __hsx_flush(stream) : 0;
  if (__hsx_flush_streams)
    __hsx_flush_streams();
  return 0;
}
