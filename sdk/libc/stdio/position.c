/* Positions in files. The standard streams have none, unless freopen put a file behind them. */
#include "../errno/failed.h"
#include "file.h"
#include <errno.h>
#include <hsx/svc.h>

int fseek(FILE *stream, long offset, int whence)
{
  int result = HSX_ERR_EINVAL << 16 | HSX_FS_STATUS_SPIPE;
  if (stream->file != 0) {
    /* From here on the handle's position is the stream's. */
    if (__hsx_settle(stream) != 0)
      return -1;
    result = hsx_fs_seek(stream->file, offset, (unsigned)whence);
  }
  if (result < 0)
    return __hsx_file_failed(result);
  stream->flags &= (uint8_t)~STREAM_END;
  return 0;
}

long ftell(FILE *stream)
{
  if (stream->file == 0) {
    errno = ESPIPE;
    return -1;
  }
  /* Where appended bytes will lie is known when they are there. */
  if (__hsx_flush(stream) != 0)
    return -1;
  int position = hsx_fs_seek(stream->file, 0, HSX_FS_SEEK_CUR);
  if (position < 0)
    return __hsx_file_failed(position);
  return position - (stream->end_in - stream->next_in);
}

void rewind(FILE *stream)
{
  fseek(stream, 0, SEEK_SET);
  clearerr(stream);
}

int fgetpos(FILE *restrict stream, fpos_t *restrict position)
{
  long place = ftell(stream);
  if (place < 0)
    return -1;
  position->__place = place;
  return 0;
}

int fsetpos(FILE *stream, const fpos_t *position)
{
  return fseek(stream, position->__place, SEEK_SET);
}
