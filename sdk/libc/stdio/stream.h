/* What a stream is. */
#ifndef HSX_LIBC_STREAM_H
#define HSX_LIBC_STREAM_H

#include <stdint.h>
#include <stdio.h>

/* What a stream may do, and what has happened to it. */
enum {
  STREAM_READ = 1,
  STREAM_WRITE = 2,
  /* A newline sends what waits. */
  STREAM_BY_LINES = 4,
  /* The end of every call sends what waits; goes with STREAM_BY_LINES. */
  STREAM_DIRECT = 8,
  STREAM_END = 16,
  STREAM_ERROR = 32,
};

struct __hsx_stream {
  /* The byte that is read next, or the place of the one that is written next. */
  unsigned char *next;
  /* Where reading stops and __hsx_fill is asked; NULL when the stream does not read. */
  unsigned char *read_end;
  /* Where the buffer ends; before it there always is room for one byte more. */
  unsigned char *write_end;
  unsigned char *buffer;
  uint16_t capacity;
  uint8_t flags;
  /* Moves bytes between memory and whatever is behind the stream; how many, 0 at the end, negative on failure. */
  int (*transfer)(FILE *stream, unsigned char *bytes, unsigned count);
};

/* Writes one byte as the buffering asks; the byte or EOF. Only for streams that write. */
int __hsx_put(FILE *stream, int c);

/* Sends what waits, which is lost when it cannot be sent; 0 or EOF. Only for streams that write. */
int __hsx_flush(FILE *stream);

/* Makes bytes to read available; 0, or EOF at the end of the input or after an error. */
int __hsx_fill(FILE *stream);

/* What every call does in the beginning that will write; 0, or EOF for a stream that does not write. */
static inline int begin_writing(FILE *stream)
{
  if (stream->flags & STREAM_WRITE)
    return 0;
  stream->flags |= STREAM_ERROR;
  return EOF;
}

/* What it does in the end; 0 or EOF. */
static inline int finish_writing(FILE *stream)
{
  return stream->flags & STREAM_DIRECT ? __hsx_flush(stream) : 0;
}

#endif
