/* Input: the buffer of a stream and what fills it. */
#include "../stdlib/exit-hooks.h"
#include "stream.h"
#include <string.h>

/* 0 in a program that writes nothing. */
#pragma weak __hsx_flush_streams

int __hsx_fill(FILE *stream)
{
  if (!(stream->flags & STREAM_READ)) {
    stream->flags |= STREAM_ERROR;
    return EOF;
  }
  /* A prompt must be seen before its answer is waited for. */
  if (__hsx_flush_streams)
    __hsx_flush_streams();
  /* The first byte is left free for ungetc. */
  unsigned char *first = stream->buffer + 1;
  int count = stream->transfer(stream, first, stream->capacity - 1);
  stream->next = first;
  stream->read_end = first;
  if (count <= 0) {
    stream->flags |= count == 0 ? STREAM_END : STREAM_ERROR;
    return EOF;
  }
  stream->read_end = first + count;
  return 0;
}

int fgetc(FILE *stream)
{
  if (stream->next >= stream->read_end && __hsx_fill(stream) != 0)
    return EOF;
  return *stream->next++;
}

int getc(FILE *stream)
{
  return fgetc(stream);
}

int getchar(void)
{
  return fgetc(stdin);
}

int ungetc(int c, FILE *stream)
{
  if (c == EOF || !(stream->flags & STREAM_READ))
    return EOF;
  if (stream->next == stream->buffer) {
    /* At the beginning of the buffer: there is room only when nothing was read yet. */
    if (stream->read_end != stream->buffer)
      return EOF;
    stream->read_end = ++stream->next;
  }
  *--stream->next = (unsigned char)c;
  stream->flags &= (uint8_t)~STREAM_END;
  return (unsigned char)c;
}

char *fgets(char *restrict to, int size, FILE *restrict stream)
{
  if (size <= 0)
    return NULL;
  char *d = to;
  while (--size > 0) {
    int c = fgetc(stream);
    if (c == EOF) {
      if (d == to || (stream->flags & STREAM_ERROR))
        return NULL;
      break;
    }
    *d++ = (char)c;
    if (c == '\n')
      break;
  }
  *d = '\0';
  return to;
}

size_t fread(void *restrict to, size_t size, size_t count, FILE *restrict stream)
{
  unsigned char *d = to;
  size_t bytes = size * count;
  size_t left = bytes;
  while (left != 0) {
    size_t there = (size_t)(stream->read_end - stream->next);
    if (there == 0) {
      if (__hsx_fill(stream) != 0)
        return (bytes - left) / size;
      continue;
    }
    if (there > left)
      there = left;
    memcpy(d, stream->next, there);
    stream->next += there;
    d += there;
    left -= there;
  }
  return bytes == 0 ? 0 : count;
}
