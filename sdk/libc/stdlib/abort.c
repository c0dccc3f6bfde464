#include <hsx/svc.h>
#include <stdlib.h>

void abort(void)
{
  hsx_task_abort(0);
}

void _Exit(int status)
{
  hsx_task_exit(status);
}
