#include "failed.h"
#include <errno.h>
#include <hsx/svc.h>

/* Every program that writes has this, so it is short: what TASK says is one of the errors that all modules have. */
int __hsx_task_result(int result)
{
  if (result < 0)
    errno = hsx_error(result) - HSX_ERR_EPERM + EPERM;
  return result;
}
