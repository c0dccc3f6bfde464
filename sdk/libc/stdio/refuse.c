#include "stream.h"
#include <errno.h>

int __hsx_refuse(FILE *stream, unsigned char *bytes, unsigned count)
{
  (void)stream;
  (void)bytes;
  (void)count;
  errno = EBADF;
  return -1;
}
