#include "failed.h"
#include <errno.h>
#include <hsx/svc.h>

int __hsx_failed(int result)
{
  int code = hsx_error(result);
  errno = code >= HSX_ERR_EPERM ? code - HSX_ERR_EPERM + EPERM : code == HSX_ERR_ENOSYS ? ENOSYS : EIO;
  return -1;
}
