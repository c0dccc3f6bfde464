/* Without printf: a program that only checks itself stays small. */
#include "../stdio/stream.h"
#include <hsx/assert-fail.h>
#include <stdlib.h>

void __hsx_assert_fail(const char *condition, const char *file, int line, const char *function)
{
  char digits[sizeof "2147483647"];
  char *number = digits + sizeof digits - 1;
  *number = '\0';
  for (unsigned left = (unsigned)line; left != 0; left /= 10)
    *--number = (char)('0' + left % 10);
  const char *const parts[] = {file, ":", number, ": ", function, ": assertion failed: ", condition, "\n"};
  fflush(NULL);
  for (unsigned i = 0; i != sizeof parts / sizeof *parts; ++i)
    __hsx_put_text(stderr, parts[i]);
  fflush(stderr);
  abort();
}
