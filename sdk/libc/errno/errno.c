#include <errno.h>

int __hsx_errno;
