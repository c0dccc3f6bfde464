/**
 * @file hsx/stdio.h The task's standard streams and the log, without buffers: one call is one system call (svc.md, modules TASK, EXEC
 * and DEBUG).
 *
 * stdio.h keeps what it writes in a buffer; do not mix the two without fflush. A program that writes only this way is smaller by stdio's
 * buffers and code. Every function gives a negative number on failure.
 */
#ifndef HSX_TASK_STDIO_H
#define HSX_TASK_STDIO_H

#include <hsx/svc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes to standard output; never waits for a reader. Returns the bytes taken. */
HSX_INLINE int hsx_out(const void *bytes, uint32_t count)
{
  return hsx_task_write(bytes, count);
}

/** Writes a string to standard output. */
HSX_INLINE int hsx_out_text(const char *text)
{
  return hsx_task_write(text, (uint32_t)__builtin_strlen(text));
}

/** Writes to standard error. */
HSX_INLINE int hsx_err(const void *bytes, uint32_t count)
{
  return hsx_task_write_err(bytes, count);
}

/** Writes a string to standard error. */
HSX_INLINE int hsx_err_text(const char *text)
{
  return hsx_task_write_err(text, (uint32_t)__builtin_strlen(text));
}

/**
 * Reads 1..`max` bytes from standard input, waiting for the first as long as `timeout` (milliseconds). 0 is the end of the input; nothing in
 * time is HSX_ERR_EAGAIN after HSX_TIMEOUT_POLL, else HSX_ERR_ETIMEDOUT.
 */
HSX_INLINE int hsx_in(void *bytes, uint32_t max, uint32_t timeout)
{
  return hsx_task_read(bytes, max, timeout);
}

/** Adds a line to the executive's log; `level` is HSX_LOG_ERROR, _WARNING, _INFO or _DEBUG. */
HSX_INLINE int hsx_log(uint32_t level, const char *text)
{
  return hsx_exec_log(level, text);
}

#ifdef __cplusplus
}
#endif

#endif
