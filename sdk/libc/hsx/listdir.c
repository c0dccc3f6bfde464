#include "../errno/failed.h"
#include <errno.h>
#include <hsx/fs.h>
#include <string.h>

int hsx_listdir(const char *path, char *names, size_t size)
{
  uint32_t needed;
  int count = hsx_fs_listdir(path, names, size, &needed);
  if (count < 0)
    return __hsx_file_failed(count);
  if (needed <= size)
    return count;
  errno = ERANGE;
  return -1;
}

const char *hsx_next_name(const char *name)
{
  return name + strlen(name) + 1;
}
