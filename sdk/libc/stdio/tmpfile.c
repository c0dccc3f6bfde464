#include "temporary.h"
#include <errno.h>
#include <stdio.h>

FILE *tmpfile(void)
{
  char name[L_tmpnam];
  for (unsigned tries = TMP_MAX; tries != 0; --tries) {
    __hsx_next_temporary(name);
    FILE *stream = fopen(name, "w+bx");
    if (stream != NULL) {
      /* An open file outlives its name. */
      remove(name);
      return stream;
    }
    if (errno != EEXIST)
      break;
  }
  return NULL;
}
