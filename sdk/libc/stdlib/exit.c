/*
 * The orderly end. crt0 calls exit through a weak reference after main has returned, so that it is there only where something
 * needs it: a call, atexit, an output stream, a destructor.
 */
#include "exit-hooks.h"
#include <hsx/svc.h>
#include <stdlib.h>

/* 0 in a program without them. */
#pragma weak __hsx_run_atexit
#pragma weak __hsx_flush_streams

typedef void (*routine)(void);

extern const routine __fini_array_start[];
extern const routine __fini_array_end[];

void exit(int status)
{
  if (__hsx_run_atexit)
    __hsx_run_atexit();
  for (const routine *next = __fini_array_end; next != __fini_array_start;)
    (*--next)();
  if (__hsx_flush_streams)
    __hsx_flush_streams();
  hsx_task_exit(status);
}
