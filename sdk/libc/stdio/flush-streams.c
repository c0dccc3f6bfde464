/* What streams hold where it is not only stdout: after setvbuf, and on files. Both pull this by __hsx_flush_all. */
#include "../stdlib/exit-hooks.h"
#include "file.h"

/* 0 in a program without them. */
#pragma weak __hsx_flush_files
#pragma weak __hsx_stdout
#pragma weak __hsx_stderr
#pragma weak __hsx_stdin

int __hsx_flush_all(void)
{
  int result = 0;
  if (&__hsx_stdout)
    result |= __hsx_flush(&__hsx_stdout);
  if (&__hsx_stderr)
    result |= __hsx_flush(&__hsx_stderr);
  /* freopen may have made it write. */
  if (&__hsx_stdin)
    result |= __hsx_flush(&__hsx_stdin);
  if (__hsx_flush_files)
    result |= __hsx_flush_files();
  return result;
}

int __hsx_flush_streams(void) __attribute__((__alias__("__hsx_flush_all")));
