/* errno from the results of system calls. */
#ifndef HSX_LIBC_FAILED_H
#define HSX_LIBC_FAILED_H

/* Sets errno from the negative result of a system call; returns -1. */
int __hsx_failed(int result);

/* The result of a call of the module TASK, after setting errno from it when it is negative. */
int __hsx_task_result(int result);

/* As __hsx_failed for calls of the module FS, whose status says more. */
int __hsx_file_failed(int result);

#endif
