#include <hsx/assert-fail.h>
#include <stdio.h>
#include <stdlib.h>

void __hsx_assert_fail(const char *condition, const char *file, int line, const char *function)
{
  fflush(NULL);
  fprintf(stderr, "%s:%d: %s: assertion failed: %s\n", file, line, function, condition);
  abort();
}
