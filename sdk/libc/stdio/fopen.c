#include "file.h"
#include <errno.h>

/* Those that are not the standard streams. A stream is free when it has no file. */
#define FILES (FOPEN_MAX - 3)

static FILE files[FILES];
static unsigned char buffers[FILES][BUFFER_BYTES];

FILE *fopen(const char *restrict path, const char *restrict mode)
{
  for (unsigned i = 0; i != FILES; ++i)
    if (files[i].file == 0) {
      files[i].buffer = files[i].own = buffers[i];
      files[i].capacity = BUFFER_BYTES;
      return __hsx_open_file(&files[i], path, mode);
    }
  errno = EMFILE;
  return NULL;
}

int __hsx_flush_files(void)
{
  int result = 0;
  for (unsigned i = 0; i != FILES; ++i)
    result |= __hsx_flush(&files[i]);
  return result;
}
