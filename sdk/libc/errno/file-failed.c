#include "failed.h"
#include <errno.h>
#include <hsx/svc.h>

/* One order in both. */
#define STATUS_TO_ERRNO (EACCES - HSX_FS_STATUS_ACCES)
_Static_assert(HSX_FS_STATUS_NOTDIR + STATUS_TO_ERRNO == ENOTDIR, "");
_Static_assert(HSX_FS_STATUS_ISDIR + STATUS_TO_ERRNO == EISDIR, "");
_Static_assert(HSX_FS_STATUS_NOTEMPTY + STATUS_TO_ERRNO == ENOTEMPTY, "");
_Static_assert(HSX_FS_STATUS_MFILE + STATUS_TO_ERRNO == EMFILE, "");
_Static_assert(HSX_FS_STATUS_FBIG + STATUS_TO_ERRNO == EFBIG, "");
_Static_assert(HSX_FS_STATUS_NAMETOOLONG + STATUS_TO_ERRNO == ENAMETOOLONG, "");
_Static_assert(HSX_FS_STATUS_SPIPE + STATUS_TO_ERRNO == ESPIPE, "");

int __hsx_file_failed(int result)
{
  int status = hsx_status(result);
  if (status == 0)
    return __hsx_failed(result);
  errno = status + STATUS_TO_ERRNO;
  return -1;
}
