/* Input: the buffer of a stream and what fills it. */
#include "file.h"
#include <string.h>

/* 0 in a program without files, whose streams never turn. */
#pragma weak __hsx_turn

unsigned __hsx_receive(FILE *stream, unsigned char *bytes, unsigned count)
{
  /* The end stays the end until somebody says otherwise. */
  if (stream->flags & STREAM_END)
    return 0;
  int received = stream->receive != NULL ? stream->receive(stream, bytes, count) : __hsx_refuse(stream, bytes, count);
  if (received > 0)
    return (unsigned)received;
  stream->flags |= received == 0 ? STREAM_END : STREAM_ERROR;
  return 0;
}

int __hsx_fill(FILE *stream)
{
  unsigned char *first = stream->buffer + 1;
  unsigned count = __hsx_receive(stream, first, stream->capacity - 1u);
  if (count == 0)
    return EOF;
  stream->next_in = first;
  stream->end_in = first + count;
  return 0;
}

int fgetc(FILE *stream)
{
  if (stream->next_in == stream->end_in && __hsx_fill(stream) != 0)
    return EOF;
  return *stream->next_in++;
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
  if (c == EOF)
    return EOF;
  if (!(stream->flags & STREAM_READ) && !(__hsx_turn && __hsx_turn(stream, STREAM_READ) == 0))
    return EOF;
  if (stream->next_in == stream->buffer + 1) {
    /* At the beginning of the buffer: there is room only when nothing was read yet. */
    if (stream->end_in != stream->next_in)
      return EOF;
    stream->end_in = ++stream->next_in;
  }
  *--stream->next_in = (unsigned char)c;
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
  size_t bytes = __hsx_block_bytes(size, count, stream);
  if (bytes == 0)
    return 0;
  size_t left = bytes;
  while (left != 0) {
    size_t there;
    if (stream->next_in != stream->end_in) {
      there = (size_t)(stream->end_in - stream->next_in);
      if (there > left)
        there = left;
      memcpy(d, stream->next_in, there);
      stream->next_in += there;
    } else if (left >= stream->capacity) {
      there = __hsx_receive(stream, d, left);
      if (there == 0)
        break;
    } else {
      if (__hsx_fill(stream) != 0)
        break;
      continue;
    }
    d += there;
    left -= there;
  }
  return (bytes - left) / size;
}
