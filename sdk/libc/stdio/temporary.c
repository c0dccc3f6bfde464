#include "temporary.h"
#include <stdio.h>
#include <string.h>

_Static_assert(L_tmpnam == sizeof "/tmp-0000" && TMP_MAX == 9999, "");

void __hsx_next_temporary(char *to)
{
  static unsigned count;
  count = count % TMP_MAX + 1;
  strcpy(to, "/tmp-0000");
  char *digit = to + L_tmpnam - 1;
  for (unsigned left = count; left != 0; left /= 10)
    *--digit = (char)('0' + left % 10);
}
