#include "../errno/failed.h"
#include <hsx/svc.h>
#include <stdio.h>

int remove(const char *path)
{
  int result = hsx_fs_delete(path);
  return result < 0 ? __hsx_file_failed(result) : 0;
}
