/* Streams on files: both directions, and the handle's position. */
#include "file.h"
#include "../errno/failed.h"
#include <errno.h>
#include <hsx/asm.h>
#include <hsx/svc.h>

/* An empty buffer, with which every call has to ask first. */
static void idle(FILE *stream)
{
  stream->flags &= (uint8_t) ~(STREAM_READ | STREAM_WRITE);
  stream->next_in = stream->end_in = stream->end_out = stream->buffer + 1;
  stream->next_out = stream->buffer;
}

int __hsx_settle(FILE *stream)
{
  int result = __hsx_flush(stream);
  /* What ungetc put before the beginning of the file has no place to go back to. */
  if (stream->next_in != stream->end_in)
    hsx_fs_seek(stream->file, stream->next_in - stream->end_in, HSX_FS_SEEK_CUR);
  idle(stream);
  return result;
}

int __hsx_turn(FILE *stream, unsigned direction)
{
  if (!(stream->flags & direction << STREAM_MAY)) {
    errno = EBADF;
    return EOF;
  }
  if (__hsx_settle(stream) != 0)
    return EOF;
  stream->flags |= (uint8_t)direction;
  if (direction == STREAM_WRITE)
    stream->end_out = stream->buffer + stream->capacity;
  return 0;
}

static int receive(FILE *stream, unsigned char *bytes, unsigned count)
{
  if (!(stream->flags & STREAM_READ) && __hsx_turn(stream, STREAM_READ) != 0)
    return -1;
  int result = hsx_fs_read(stream->file, bytes, count);
  return result < 0 ? __hsx_file_failed(result) : result;
}

static int send(FILE *stream, unsigned char *bytes, unsigned count)
{
  if (!(stream->flags & STREAM_WRITE)) {
    if (__hsx_turn(stream, STREAM_WRITE) != 0)
      return -1;
    /* The byte that asked is the first one in the buffer, and can stay there. */
    if (bytes == stream->buffer && !(stream->flags & STREAM_BY_LINES)) {
      stream->next_out += count;
      return (int)count;
    }
  }
  int result = hsx_fs_write(stream->file, bytes, count);
  return result < 0 ? __hsx_file_failed(result) : result;
}

int __hsx_close_file(FILE *stream)
{
  int result = hsx_fs_close(stream->file);
  stream->file = 0;
  return result < 0 ? __hsx_file_failed(result) : 0;
}

/* `r`, `w` or `a`, then `b`, `+` and, where a file is made, `x`, in any order; 0 for anything else. */
static unsigned open_flags(const char *mode)
{
  unsigned flags = 0;
  unsigned other;
  switch (*mode++) {
  case 'r':
    flags = HSX_FS_RD;
    other = HSX_FS_WR;
    break;
  case 'w':
    flags = HSX_FS_WR | HSX_FS_CREATE | HSX_FS_TRUNC;
    other = HSX_FS_RD;
    break;
  case 'a':
    flags = HSX_FS_WR | HSX_FS_CREATE | HSX_FS_APPEND;
    other = HSX_FS_RD;
    break;
  default:
    return 0;
  }
  for (; *mode != '\0'; ++mode) {
    if (*mode == '+')
      flags |= other;
    else if (*mode == 'x' && flags & HSX_FS_CREATE)
      flags |= HSX_FS_EXCL;
    else if (*mode != 'b')
      return 0;
  }
  return flags;
}

FILE *__hsx_open_file(FILE *stream, const char *path, const char *mode)
{
  /* The end of main must send what is left. */
  HSX_REQUIRE(exit);
  HSX_REQUIRE(__hsx_flush_all);
  unsigned flags = open_flags(mode);
  if (flags == 0) {
    errno = EINVAL;
    return NULL;
  }
  int file = hsx_fs_open(path, flags);
  if (file < 0) {
    __hsx_file_failed(file);
    return NULL;
  }
  /* RD and WR are STREAM_READ and STREAM_WRITE. */
  stream->flags = (uint8_t)((flags & (HSX_FS_RD | HSX_FS_WR)) << STREAM_MAY);
  stream->file = (uint8_t)file;
  stream->send = send;
  stream->receive = receive;
  idle(stream);
  return stream;
}

_Static_assert(HSX_FS_RD == STREAM_READ && HSX_FS_WR == STREAM_WRITE && HSX_FS_FD_LAST <= UINT8_MAX, "");
