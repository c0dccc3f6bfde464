/* What a stream is. */
#ifndef HSX_LIBC_STREAM_H
#define HSX_LIBC_STREAM_H

#include <stdint.h>
#include <stdio.h>

/* Bytes of a stream's own buffer. What BUFSIZ promises is only for buffers of the program's own. */
#define BUFFER_BYTES 128

/* What a stream is doing, how it sends, what has happened to it, and what it may do. */
enum {
  /* It reads: the buffer holds input. */
  STREAM_READ = 1,
  /* It writes: the buffer holds output. A file that does neither has an empty buffer, and the next call decides. */
  STREAM_WRITE = 2,
  /* A newline sends what waits. */
  STREAM_BY_LINES = 4,
  /* The end of every call sends what waits; goes with STREAM_BY_LINES. */
  STREAM_DIRECT = 8,
  STREAM_END = 16,
  STREAM_ERROR = 32,
  /* What a file may turn to: STREAM_READ and STREAM_WRITE, shifted. */
  STREAM_MAY = 6,
};

struct __hsx_stream {
  /* The byte that is read next, and where __hsx_fill is asked for more. Input never lies in the first byte of the buffer. */
  unsigned char *next_in, *end_in;
  /*
   * The place of the byte that is written next, and where the bytes are sent; before it there always is room for one. On a stream
   * that does not write it is the first byte of the buffer and no other, so that `send` is asked at once.
   */
  unsigned char *next_out, *end_out;
  unsigned char *buffer;
  /* BUFFER_BYTES that belong to the stream: its buffer, unless the program gives another until the stream is closed. */
  unsigned char *own;
  /* Bytes of the buffer, at least 2. */
  uint16_t capacity;
  uint8_t flags;
  /* The file's handle; 0 for a standard stream, and for one that is closed. */
  uint8_t file;
  /* Takes bytes, at least one; how many were taken, or a negative number. */
  int (*send)(FILE *stream, unsigned char *bytes, unsigned count);
  /* Gives up to `count` bytes; how many, 0 at the end, negative on failure. NULL: the stream never reads. */
  int (*receive)(FILE *stream, unsigned char *bytes, unsigned count);
};

/* Writes one byte as the buffering asks; the byte or EOF. */
int __hsx_put(FILE *stream, int c);

/* Sends what waits, which is lost when it cannot be sent; 0 or EOF. */
int __hsx_flush(FILE *stream);

/* Makes bytes to read available; 0, or EOF at the end of the input, after an error, and when the stream does not read. */
int __hsx_fill(FILE *stream);

/* Reads past the buffer, which is empty: up to `count` bytes; how many, 0 for any reason to stop. */
unsigned __hsx_receive(FILE *stream, unsigned char *bytes, unsigned count);

/* size * count, for fread and fwrite; 0, an error of the stream and errno when no memory has so many bytes. */
size_t __hsx_block_bytes(size_t size, size_t count, FILE *stream);

/* Writes a string, and leaves to the caller what has to follow at the end of a call. 0 or EOF. */
int __hsx_put_text(FILE *stream, const char *s);

/* __hsx_flush for stdout. */
int __hsx_flush_stdout(void);

/* The `send` of a stream that does not write. */
int __hsx_refuse(FILE *stream, unsigned char *bytes, unsigned count);

/* What every call that writes does in the end; 0 or EOF. */
static inline int finish_writing(FILE *stream)
{
  return stream->flags & STREAM_DIRECT ? __hsx_flush(stream) : 0;
}

#endif
