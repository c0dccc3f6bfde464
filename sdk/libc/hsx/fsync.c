#include "../errno/failed.h"
#include "../stdio/stream.h"
#include <hsx/fs.h>

int hsx_fsync(FILE *stream)
{
  if (__hsx_flush(stream) != 0)
    return -1;
  /* A standard stream is the host's as soon as it is written. */
  if (stream->file == 0)
    return 0;
  int result = hsx_fs_fsync(stream->file);
  return result < 0 ? __hsx_file_failed(result) : 0;
}
