/** @file errno.h Why a library function failed (C11 7.5). */
#ifndef __HSX_ERRNO_H
#define __HSX_ERRNO_H

#ifdef __cplusplus
extern "C" {
#endif

/* Volatile because clang takes it for granted that malloc and its kin leave errno alone, and would answer for it. */
extern volatile int __hsx_errno;
/** Set by a library function that fails, never to 0. */
#define errno __hsx_errno

#ifdef __cplusplus
}
#endif

/* The system's own errors, in the order of their HSX_ERR codes (svc.md); then those of the library; then those of files, in the
   order of their HSX_FS_STATUS codes. */
#define EPERM 1
#define ENOENT 2
#define ESRCH 3
#define EIO 4
#define EBADF 5
#define EAGAIN 6
#define ENOMEM 7
#define EBUSY 8
#define EEXIST 9
#define EINVAL 10
#define ENOSPC 11
#define EROFS 12
#define EBADMSG 13
#define ETIMEDOUT 14
#define EFAULT 15
#define ENODEV 16
#define ENOSYS 17
#define EDOM 18
#define ERANGE 19
#define EILSEQ 20
#define EOVERFLOW 21
#define EACCES 22
#define ENOTDIR 23
#define EISDIR 24
#define ENOTEMPTY 25
#define EMFILE 26
#define EFBIG 27
#define ENAMETOOLONG 28
#define ESPIPE 29

#endif
