/** @file sys/types.h The types of POSIX, for programs that use them in declarations of their own; the functions of POSIX are not there. */
#ifndef __HSX_SYS_TYPES_H
#define __HSX_SYS_TYPES_H

#define __need_size_t
#include <hsx/extensions.h>
#include <hsx/time-types.h>
#include <stddef.h>

/** A place in a file, in bytes; no file has more than it can hold. */
typedef long off_t;
/** A count of bytes, or -1. */
typedef int ssize_t;

typedef int id_t;
typedef int pid_t;
typedef unsigned int uid_t;
typedef unsigned int gid_t;
typedef unsigned int mode_t;
typedef unsigned int dev_t;
typedef unsigned int ino_t;
typedef unsigned int nlink_t;
typedef long blkcnt_t;
typedef long blksize_t;
typedef unsigned int useconds_t;
typedef long suseconds_t;

#ifdef __HSX_EXTENSIONS
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
#endif

#endif
