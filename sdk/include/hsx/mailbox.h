/**
 * @file hsx/mailbox.h Messages between tasks, the executive and hosts (svc.md, module MAILBOX).
 *
 * A mailbox has a name: `app:` and yours, `shared:` and yours, or one of the task's own, `svc:` and `pid:`. Every function gives a
 * negative number on failure; hsx_error() says which. Timeouts are milliseconds, HSX_TIMEOUT_POLL or HSX_TIMEOUT_FOREVER. The
 * program needs the capability `mailbox`, which the linker notes in the image.
 *
 *     int box = hsx_mailbox_make("app:jobs", 256, HSX_MBX_MODE_RDWR);
 *     struct job job;
 *     while (hsx_mailbox_take(box, &job, sizeof job, HSX_TIMEOUT_FOREVER) == sizeof job)
 *       work(&job);
 */
#ifndef HSX_MAILBOX_H
#define HSX_MAILBOX_H

#include <hsx/svc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A handle for the mailbox `name`, which must be there. `mode` is HSX_MBX_MODE_RDONLY, _WRONLY or _RDWR, perhaps with _TAP. */
HSX_INLINE int hsx_mailbox_find(const char *name, uint32_t mode)
{
  uint32_t handle;
  int result = hsx_mailbox_open(name, mode, &handle);
  return result < 0 ? result : (int)handle;
}

/** Makes the mailbox `name` for `capacity` bytes (each message costs 8 more than it has; 0: 64 bytes) and gives its handle. */
HSX_INLINE int hsx_mailbox_make(const char *name, uint32_t capacity, uint32_t mode)
{
  uint32_t handle;
  int result = hsx_mailbox_bind(name, capacity, mode, &handle);
  return result < 0 ? result : (int)handle;
}

/** Sends a message, waiting for room as long as `timeout`. Returns its bytes. */
HSX_INLINE int hsx_mailbox_put(int handle, const void *message, uint32_t bytes, uint32_t timeout)
{
  uint32_t sent;
  int result = hsx_mailbox_send((uint32_t)handle, message, bytes, 0, 0, timeout, &sent);
  return result < 0 ? result : (int)sent;
}

/** Wakes whoever waits for a message, with one of 0 bytes. Never waits. */
HSX_INLINE int hsx_mailbox_wake(int handle)
{
  return hsx_mailbox_send((uint32_t)handle, 0, 0, 0, 0, HSX_TIMEOUT_POLL, 0);
}

/**
 * Takes the next message, waiting for it as long as `timeout`. Returns its bytes; one of more than `max` bytes stays, and hsx_status() of
 * the result is HSX_MBX_STATUS_MSG_TOO_LARGE.
 */
HSX_INLINE int hsx_mailbox_take(int handle, void *message, uint32_t max, uint32_t timeout)
{
  uint32_t bytes;
  int result = hsx_mailbox_recv((uint32_t)handle, message, max, timeout, 0, &bytes, 0, 0, 0);
  return result < 0 ? result : (int)bytes;
}

/** As hsx_mailbox_take; `*info` also says who sent it, on which channel and with which flags. */
HSX_INLINE int hsx_mailbox_take_info(int handle, void *message, uint32_t max, uint32_t timeout,
                                     struct hsx_mailbox_info *info)
{
  uint32_t bytes;
  int result = hsx_mailbox_recv((uint32_t)handle, message, max, timeout, info, &bytes, 0, 0, 0);
  return result < 0 ? result : (int)bytes;
}

/** How many messages wait. */
HSX_INLINE int hsx_mailbox_waiting(int handle)
{
  uint32_t depth;
  int result = hsx_mailbox_peek((uint32_t)handle, &depth, 0, 0);
  return result < 0 ? result : (int)depth;
}

#ifdef __cplusplus
}
#endif

#endif
