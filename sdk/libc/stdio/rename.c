#include "../errno/failed.h"
#include <hsx/svc.h>
#include <stdio.h>

int rename(const char *from, const char *to)
{
  int result = hsx_fs_rename(from, to);
  return result < 0 ? __hsx_file_failed(result) : 0;
}
