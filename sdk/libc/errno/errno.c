#include <errno.h>

volatile int __hsx_errno;
