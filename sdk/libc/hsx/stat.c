#include "../errno/failed.h"
#include <hsx/fs.h>

int hsx_stat(const char *path, struct hsx_fs_stat *stat)
{
  int result = hsx_fs_stat(path, stat);
  return result < 0 ? __hsx_file_failed(result) : 0;
}
