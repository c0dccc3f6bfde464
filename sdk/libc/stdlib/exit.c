/*
 * The orderly end. crt0 calls exit through a weak reference after main has returned, so that it is there only where something
 * needs it: a call, atexit, stdout, a destructor.
 */
#include "exit-hooks.h"
#include <hsx/svc.h>
#include <stdlib.h>

/* 0 in a program without them. */
#pragma weak __hsx_run_atexit
#pragma weak __hsx_fini_array
#pragma weak __hsx_flush_streams

void exit(int status)
{
  if (__hsx_run_atexit)
    __hsx_run_atexit();
  if (__hsx_fini_array)
    __hsx_fini_array();
  if (__hsx_flush_streams)
    __hsx_flush_streams();
  hsx_task_exit(status);
}
