#include "temporary.h"
#include <hsx/svc.h>
#include <stdio.h>

char *tmpnam(char *name)
{
  static char own[L_tmpnam];
  struct hsx_fs_stat stat;
  if (name == NULL)
    name = own;
  for (unsigned tries = TMP_MAX; tries != 0; --tries) {
    __hsx_next_temporary(name);
    if (hsx_fs_stat(name, &stat) < 0)
      return name;
  }
  return NULL;
}
