#include <stdlib.h>

char *getenv(const char *name)
{
  (void)name;
  return NULL;
}

int system(const char *command)
{
  return command ? -1 : 0;
}
