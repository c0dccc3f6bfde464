/* errno from the results of system calls. */
#ifndef HSX_LIBC_FAILED_H
#define HSX_LIBC_FAILED_H

/* Sets errno from the negative result of a system call; returns -1. */
int __hsx_failed(int result);

/* The same for calls of the module FS, whose status says more. */
int __hsx_file_failed(int result);

#endif
