/* What a stream is. */
#ifndef HSX_LIBC_STREAM_H
#define HSX_LIBC_STREAM_H

#include <stdint.h>
#include <stdio.h>

/* What a stream may do, and what has happened to it. */
enum {
  STREAM_READ = 1,
  STREAM_WRITE = 2,
  STREAM_BY_LINES = 4,
  STREAM_END = 8,
  STREAM_ERROR = 16,
};

struct __hsx_stream {
  /* Reading: what comes next up to `end`. Writing: what waits, from `buffer` on, ends at `next`. */
  unsigned char *next;
  unsigned char *end;
  unsigned char *buffer;
  /* Bytes of the buffer; 0: not buffered. */
  uint16_t capacity;
  uint8_t flags;
  /* Moves bytes between memory and whatever is behind the stream; how many, 0 at the end, negative on failure. */
  int (*transfer)(FILE *stream, unsigned char *bytes, unsigned count);
};

/* Writes bytes as the stream's buffering asks. Returns how many were taken: fewer than `count` after an error. */
size_t __hsx_write(FILE *stream, const void *bytes, size_t count);

/* Writes out what waits, which is lost when it cannot be written; 0 or EOF. Only for streams that write. */
int __hsx_flush(FILE *stream);

/* Makes bytes to read available; 0, or EOF at the end of the input or after an error. */
int __hsx_fill(FILE *stream);

/* Where formatted text goes. */
struct sink {
  /* Takes `count` bytes; 0 or, to stop, another number. */
  int (*put)(struct sink *sink, const char *bytes, size_t count);
};

/* Formats; returns the number of bytes, or -1 when the sink stopped or the text is longer than INT_MAX. */
int __hsx_format(struct sink *sink, const char *format, va_list arguments);

#endif
