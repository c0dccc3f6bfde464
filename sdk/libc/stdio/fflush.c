#include "../stdlib/exit-hooks.h"
#include "file.h"

/* 0 in a program without output streams, and without files. */
#pragma weak __hsx_flush_streams
#pragma weak __hsx_settle

int fflush(FILE *stream)
{
  if (stream == NULL)
    return __hsx_flush_streams ? __hsx_flush_streams() : 0;
  return __hsx_settle && stream->flags & STREAM_READ && stream->file != 0 ? __hsx_settle(stream) : __hsx_flush(stream);
}
