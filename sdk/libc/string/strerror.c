#include <errno.h>
#include <string.h>

/* The names in the order of their numbers, one after the other, so that no table of addresses is needed. */
static const char names[] = "no error\0"
                            "operation not permitted\0"
                            "no such file or folder\0"
                            "no such task\0"
                            "input/output error\0"
                            "bad handle\0"
                            "try again\0"
                            "out of memory\0"
                            "busy\0"
                            "exists already\0"
                            "invalid argument\0"
                            "no space left\0"
                            "read-only file system\0"
                            "bad message\0"
                            "timed out\0"
                            "bad address\0"
                            "no such device\0"
                            "not implemented\0"
                            "argument out of domain\0"
                            "result out of range\0"
                            "invalid byte sequence\0"
                            "value too large\0"
                            "unknown error";
#define LAST EOVERFLOW

char *strerror(int error)
{
  const char *name = names;
  for (int n = error < 0 || error > LAST ? LAST + 1 : error; n != 0; --n)
    name += strlen(name) + 1;
  return (char *)name;
}
