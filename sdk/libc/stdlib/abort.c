#include "exit-hooks.h"
#include <hsx/svc.h>
#include <stdlib.h>

/* 0 in a program without signals. */
#pragma weak __hsx_handle_abort

void abort(void)
{
  if (__hsx_handle_abort)
    __hsx_handle_abort();
  hsx_task_abort(0);
}

void _Exit(int status)
{
  hsx_task_exit(status);
}
