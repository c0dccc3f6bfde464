#include "file.h"

/* 0 in a program without files. */
#pragma weak __hsx_close_file

int fclose(FILE *stream)
{
  int result = __hsx_flush(stream);
  if (__hsx_close_file && stream->file != 0 && __hsx_close_file(stream) != 0)
    result = EOF;
  /* A standard stream that is closed neither reads nor writes any more. */
  stream->flags = 0;
  stream->send = __hsx_refuse;
  stream->receive = NULL;
  /* What the program gave for a buffer is its own again. */
  stream->buffer = stream->own;
  stream->capacity = BUFFER_BYTES;
  stream->next_in = stream->end_in = stream->end_out = stream->buffer + 1;
  stream->next_out = stream->buffer;
  return result;
}
