#include "../errno/failed.h"
#include <hsx/fs.h>

int hsx_mkdir(const char *path)
{
  int result = hsx_fs_mkdir(path);
  return result < 0 ? __hsx_file_failed(result) : 0;
}
