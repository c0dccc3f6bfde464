#include "file.h"

FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict stream)
{
  /* stderr stays unbuffered. */
  unsigned direct = stream->flags & STREAM_DIRECT;
  fclose(stream);
  /* Without a path, the mode of a stream would be changed: that cannot be done. */
  if (__hsx_open_file(stream, path != NULL ? path : "", mode) == NULL)
    return NULL;
  if (direct)
    stream->flags |= STREAM_BY_LINES | STREAM_DIRECT;
  return stream;
}
