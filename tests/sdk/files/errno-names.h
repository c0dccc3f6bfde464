/* errno by name, since numbers differ between systems. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

static inline const char *error_name(int error)
{
  switch (error) {
  case 0: return "0";
  case EBADF: return "EBADF";
  case EEXIST: return "EEXIST";
  case EINVAL: return "EINVAL";
  case EISDIR: return "EISDIR";
  case EMFILE: return "EMFILE";
  case ENAMETOOLONG: return "ENAMETOOLONG";
  case ENOENT: return "ENOENT";
  case ENOTDIR: return "ENOTDIR";
  case ENOTEMPTY: return "ENOTEMPTY";
  case ESPIPE: return "ESPIPE";
  case EACCES: return "EACCES";
  case EPERM: return "EPERM";
  case EROFS: return "EROFS";
  case ENOSYS: return "ENOSYS";
  case ENOSPC: return "ENOSPC";
  case EFBIG: return "EFBIG";
  case EBUSY: return "EBUSY";
  case ERANGE: return "ERANGE";
  default: return "another error";
  }
}
