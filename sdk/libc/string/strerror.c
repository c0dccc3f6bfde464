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
                            "permission denied\0"
                            "not a folder\0"
                            "is a folder\0"
                            "folder not empty\0"
                            "too many open files\0"
                            "file too large\0"
                            "name too long\0"
                            "stream has no position\0"
                            "unknown error";
#define LAST ESPIPE

char *strerror(int error)
{
  const char *name = names;
  for (int n = error < 0 || error > LAST ? LAST + 1 : error; n != 0; --n)
    name += strlen(name) + 1;
  return (char *)name;
}
