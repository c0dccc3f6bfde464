/**
 * @file hsx/svc.h The system calls. Generated from the table of @hsx/isa by sdk/scripts/generate-headers.mjs; do not edit.
 *
 * Each function is its SVC instruction. It returns R0: 0 or more on success (a count, a handle, else 0), a negative number on
 * failure, of which hsx_error() gives the HSX_ERR code and hsx_status() the module's own status. Further results are
 * stored through pointers.
 */
#ifndef HSX_SVC_H
#define HSX_SVC_H

#include <hsx/asm.h>
#include <stdint.h>

#ifdef __cplusplus
#define HSX_SVC_SIZE(type, bytes) static_assert(sizeof(type) == (bytes), "layout of " #type)
extern "C" {
#else
#define HSX_SVC_SIZE(type, bytes) _Static_assert(sizeof(type) == (bytes), "layout of " #type)
#endif

#define HSX_SVC_NORETURN __attribute__((__noreturn__))

/** A binary16 number. */
typedef _Float16 hsx_f16;

/** Errors of system calls and faults. */
#define HSX_ERR_ENOSYS                       0xff01
#define HSX_ERR_STACK_UNDERFLOW              0xff02
#define HSX_ERR_STACK_OVERFLOW               0xff03
#define HSX_ERR_MEM_FAULT                    0xff04
#define HSX_ERR_DIV_ZERO                     0xff05
#define HSX_ERR_ALIGN                        0xff06
#define HSX_ERR_ILLEGAL                      0xff07
#define HSX_ERR_PC_RANGE                     0xff08
#define HSX_ERR_EPERM                        0xff09
#define HSX_ERR_ENOENT                       0xff0a
#define HSX_ERR_ESRCH                        0xff0b
#define HSX_ERR_EIO                          0xff0c
#define HSX_ERR_EBADF                        0xff0d
#define HSX_ERR_EAGAIN                       0xff0e
#define HSX_ERR_ENOMEM                       0xff0f
#define HSX_ERR_EBUSY                        0xff10
#define HSX_ERR_EEXIST                       0xff11
#define HSX_ERR_EINVAL                       0xff12
#define HSX_ERR_ENOSPC                       0xff13
#define HSX_ERR_EROFS                        0xff14
#define HSX_ERR_EBADMSG                      0xff15
#define HSX_ERR_ETIMEDOUT                    0xff16
#define HSX_ERR_EFAULT                       0xff17
#define HSX_ERR_ENODEV                       0xff18

/** The HSX_ERR code of a negative result. */
HSX_INLINE int hsx_error(int result)
{
  return (int)((uint32_t)result >> 16);
}

/** The module's own status of a negative result. */
HSX_INLINE int hsx_status(int result)
{
  return result & 0xffff;
}

HSX_INLINE uint32_t hsx_f16_bits(hsx_f16 value)
{
  union {
    hsx_f16 value;
    uint16_t bits;
  } both;
  both.value = value;
  return both.bits;
}

HSX_INLINE hsx_f16 hsx_f16_from(uint32_t bits)
{
  union {
    uint16_t bits;
    hsx_f16 value;
  } both;
  both.bits = (uint16_t)bits;
  return both.value;
}

HSX_INLINE uint32_t hsx_f32_bits(float value)
{
  union {
    float value;
    uint32_t bits;
  } both;
  both.value = value;
  return both.bits;
}

HSX_INLINE float hsx_f32_from(uint32_t bits)
{
  union {
    uint32_t bits;
    float value;
  } both;
  both.bits = bits;
  return both.value;
}

/** Timeouts in milliseconds: POLL does not wait, FOREVER and above wait without end. */
#define HSX_TIMEOUT_POLL                     0
#define HSX_TIMEOUT_MAX_MS                   65534
#define HSX_TIMEOUT_FOREVER                  65535

/** Auth levels. */
#define HSX_AUTH_PUBLIC                      0
#define HSX_AUTH_USER                        1
#define HSX_AUTH_ADMIN                       2
#define HSX_AUTH_FACTORY                     3

/* ---- CORE: Facts about the machine and the task. ---- */

#define HSX_SVC_CORE_GET_STEPS               0x000
#define HSX_SVC_CORE_GET_VERSION             0x001
#define HSX_SVC_CORE_GET_PID                 0x002

/** Instructions this task has retired. Result pointers may be NULL. */
HSX_INLINE int hsx_core_get_steps(uint64_t *steps)
{
  register uint32_t r0 HSX_REG(0);
  register uint32_t r1 HSX_REG(1);
  register uint32_t r2 HSX_REG(2);
  __asm__ volatile("SVC 0, 0" : "=r"(r0), "=r"(r1), "=r"(r2) : : "memory");
  if (steps)
    *steps = (uint64_t)r2 << 32 | r1;
  return (int)r0;
}

/**
 * A module's ABI version (major << 8 | minor) and feature bits; ENOSYS when the module is not built in. Result
 * pointers may be NULL.
 */
HSX_INLINE int hsx_core_get_version(uint32_t module, uint32_t *abi, uint32_t *features)
{
  register uint32_t r0 HSX_REG(0) = module;
  register uint32_t r1 HSX_REG(1);
  register uint32_t r2 HSX_REG(2);
  __asm__ volatile("SVC 0, 1" : "+r"(r0), "=r"(r1), "=r"(r2) : : "memory");
  if (abi)
    *abi = r1;
  if (features)
    *features = r2;
  return (int)r0;
}

/** The task's process id. Returns pid. */
HSX_INLINE int hsx_core_get_pid(void)
{
  register uint32_t r0 HSX_REG(0);
  __asm__ volatile("SVC 0, 2" : "=r"(r0) : : "memory");
  return (int)r0;
}

/* ---- TASK: The task's life and its standard streams. ---- */

#define HSX_SVC_TASK_EXIT                    0x100
#define HSX_SVC_TASK_WRITE                   0x101
#define HSX_SVC_TASK_WRITE_ERR               0x102
#define HSX_SVC_TASK_READ                    0x103
#define HSX_SVC_TASK_ABORT                   0x104
#define HSX_SVC_TASK_ARGS                    0x105

/** Ends the task with this exit status; does not return. */
HSX_INLINE HSX_SVC_NORETURN void hsx_task_exit(int32_t status)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)status;
  __asm__ volatile("SVC 1, 0" : : "r"(r0) : "memory");
  __builtin_unreachable();
}

/** Writes to standard output; never waits for a reader. Returns bytes. */
HSX_INLINE int hsx_task_write(const void *buf, uint32_t len)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)buf;
  register uint32_t r1 HSX_REG(1) = len;
  __asm__ volatile("SVC 1, 1" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Writes to standard error; never waits for a reader. Returns bytes. */
HSX_INLINE int hsx_task_write_err(const void *buf, uint32_t len)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)buf;
  register uint32_t r1 HSX_REG(1) = len;
  __asm__ volatile("SVC 1, 2" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Reads from standard input; 0 bytes mean end of input and nothing else. May wait. Returns bytes. */
HSX_INLINE int hsx_task_read(void *buf, uint32_t max, uint32_t timeout)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)buf;
  register uint32_t r1 HSX_REG(1) = max;
  register uint32_t r2 HSX_REG(2) = timeout;
  __asm__ volatile("SVC 1, 3" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Ends the task abnormally; does not return. */
HSX_INLINE HSX_SVC_NORETURN void hsx_task_abort(int32_t code)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)code;
  __asm__ volatile("SVC 1, 4" : : "r"(r0) : "memory");
  __builtin_unreachable();
}

/**
 * Copies the argument strings back to back, each NUL-terminated; nothing is written when `max` is less than `needed`
 * bytes. Returns argc. Result pointers may be NULL.
 */
HSX_INLINE int hsx_task_args(void *buf, uint32_t max, uint32_t *needed)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)buf;
  register uint32_t r1 HSX_REG(1) = max;
  __asm__ volatile("SVC 1, 5" : "+r"(r0), "+r"(r1) : : "memory");
  if (needed)
    *needed = r1;
  return (int)r0;
}

/* ---- CAN: CAN frames; received ones arrive in the mailbox `svc:can.rx`. ---- */

#define HSX_SVC_CAN_TX                       0x200
#define HSX_SVC_CAN_CONFIG                   0x201
#define HSX_SVC_CAN_SET_FILTER               0x202
#define HSX_SVC_CAN_STATUS                   0x203

/** Frame flags. */
#define HSX_CAN_EXTENDED                     1
#define HSX_CAN_REMOTE                       2

/** Modes of the controller. */
#define HSX_CAN_MODE_NORMAL                  0
#define HSX_CAN_MODE_LISTEN                  1
#define HSX_CAN_MODE_LOOPBACK                2

/** Message of `svc:can.rx`. */
struct hsx_can_frame {
  uint32_t id;
  uint8_t dlc;
  uint8_t flags;
  uint16_t reserved;
  uint8_t data[8];
};
HSX_SVC_SIZE(struct hsx_can_frame, 16);

/** Sends a frame of `dlc` data bytes (0..8). */
HSX_INLINE int hsx_can_tx(uint32_t id, const void *buf, uint32_t dlc, uint32_t flags)
{
  register uint32_t r0 HSX_REG(0) = id;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = dlc;
  register uint32_t r3 HSX_REG(3) = flags;
  __asm__ volatile("SVC 2, 0" : "+r"(r0) : "r"(r1), "r"(r2), "r"(r3) : "memory");
  return (int)r0;
}

/** Sets the bit rate (bit/s) and the mode. */
HSX_INLINE int hsx_can_config(uint32_t bitrate, uint32_t mode)
{
  register uint32_t r0 HSX_REG(0) = bitrate;
  register uint32_t r1 HSX_REG(1) = mode;
  __asm__ volatile("SVC 2, 1" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Sets acceptance filter `n`: a frame passes when `(frame id ^ id) & mask` is 0. */
HSX_INLINE int hsx_can_set_filter(uint32_t n, uint32_t mask, uint32_t id)
{
  register uint32_t r0 HSX_REG(0) = n;
  register uint32_t r1 HSX_REG(1) = mask;
  register uint32_t r2 HSX_REG(2) = id;
  __asm__ volatile("SVC 2, 2" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** The controller's status bits. Result pointers may be NULL. */
HSX_INLINE int hsx_can_status(uint32_t *status)
{
  register uint32_t r0 HSX_REG(0);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 2, 3" : "=r"(r0), "=r"(r1) : : "memory");
  if (status)
    *status = r1;
  return (int)r0;
}

/* ---- TIMER: Time and periodic events; ticks arrive in the mailbox `svc:timer`. ---- */

#define HSX_SVC_TIMER_TICK_US                0x300
#define HSX_SVC_TIMER_TICK_HZ                0x301
#define HSX_SVC_TIMER_CREATE                 0x302
#define HSX_SVC_TIMER_CANCEL                 0x303
#define HSX_SVC_TIMER_WALL_TIME              0x304

/** Message of `svc:timer`. */
struct hsx_timer_event {
  uint16_t id;
  uint16_t missed;
};
HSX_SVC_SIZE(struct hsx_timer_event, 4);

/** Microseconds since the executive started. Result pointers may be NULL. */
HSX_INLINE int hsx_timer_tick_us(uint64_t *us)
{
  register uint32_t r0 HSX_REG(0);
  register uint32_t r1 HSX_REG(1);
  register uint32_t r2 HSX_REG(2);
  __asm__ volatile("SVC 3, 0" : "=r"(r0), "=r"(r1), "=r"(r2) : : "memory");
  if (us)
    *us = (uint64_t)r2 << 32 | r1;
  return (int)r0;
}

/** Resolution of the tick counter in ticks per second. Returns hz. */
HSX_INLINE int hsx_timer_tick_hz(void)
{
  register uint32_t r0 HSX_REG(0);
  __asm__ volatile("SVC 3, 1" : "=r"(r0) : : "memory");
  return (int)r0;
}

/** Starts a timer; `one_shot` other than 0 fires once. Returns id. */
HSX_INLINE int hsx_timer_create(uint32_t period_us, uint32_t one_shot)
{
  register uint32_t r0 HSX_REG(0) = period_us;
  register uint32_t r1 HSX_REG(1) = one_shot;
  __asm__ volatile("SVC 3, 2" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Stops a timer. */
HSX_INLINE int hsx_timer_cancel(uint32_t id)
{
  register uint32_t r0 HSX_REG(0) = id;
  __asm__ volatile("SVC 3, 3" : "+r"(r0) : : "memory");
  return (int)r0;
}

/** Milliseconds since 1970-01-01T00:00:00Z. Result pointers may be NULL. */
HSX_INLINE int hsx_timer_wall_time(uint64_t *ms)
{
  register uint32_t r0 HSX_REG(0);
  register uint32_t r1 HSX_REG(1);
  register uint32_t r2 HSX_REG(2);
  __asm__ volatile("SVC 3, 4" : "=r"(r0), "=r"(r1), "=r"(r2) : : "memory");
  if (ms)
    *ms = (uint64_t)r2 << 32 | r1;
  return (int)r0;
}

/* ---- FS: Files; handles start at 3, and calls on 0–2 are the standard streams. ---- */

#define HSX_SVC_FS_OPEN                      0x400
#define HSX_SVC_FS_READ                      0x401
#define HSX_SVC_FS_WRITE                     0x402
#define HSX_SVC_FS_CLOSE                     0x403
#define HSX_SVC_FS_SEEK                      0x404
#define HSX_SVC_FS_STAT                      0x405
#define HSX_SVC_FS_FSYNC                     0x406
#define HSX_SVC_FS_LISTDIR                   0x40a
#define HSX_SVC_FS_DELETE                    0x40b
#define HSX_SVC_FS_RENAME                    0x40c
#define HSX_SVC_FS_MKDIR                     0x40d

/** Flags of OPEN. */
#define HSX_FS_RD                            1
#define HSX_FS_WR                            2
#define HSX_FS_CREATE                        4
#define HSX_FS_TRUNC                         8
#define HSX_FS_APPEND                        16
#define HSX_FS_EXCL                          32

/** Where SEEK counts from. */
#define HSX_FS_SEEK_SET                      0
#define HSX_FS_SEEK_CUR                      1
#define HSX_FS_SEEK_END                      2

/** Types in FS_STAT. */
#define HSX_FS_TYPE_FILE                     1
#define HSX_FS_TYPE_FOLDER                   2

/** Handles of the standard streams, and the first and last of files. */
#define HSX_FS_FD_STDIN                      0
#define HSX_FS_FD_STDOUT                     1
#define HSX_FS_FD_STDERR                     2
#define HSX_FS_FD_FIRST                      3
#define HSX_FS_FD_LAST                       255

/** Limits: bytes of a path without its NUL, and of a file. */
#define HSX_FS_MAX_PATH                      255
#define HSX_FS_MAX_FILE                      2147483647

/** Status in the low half of a failed R0, where there is more to say than the error. */
#define HSX_FS_STATUS_OK                     0
#define HSX_FS_STATUS_ACCES                  1
#define HSX_FS_STATUS_NOTDIR                 2
#define HSX_FS_STATUS_ISDIR                  3
#define HSX_FS_STATUS_NOTEMPTY               4
#define HSX_FS_STATUS_MFILE                  5
#define HSX_FS_STATUS_FBIG                   6
#define HSX_FS_STATUS_NAMETOOLONG            7
#define HSX_FS_STATUS_SPIPE                  8

/** Result of STAT: bytes, time of the last change in seconds since 1970, and type; a folder has size 0. */
struct hsx_fs_stat {
  uint32_t size;
  uint32_t mtime;
  uint16_t type;
  uint16_t reserved;
};
HSX_SVC_SIZE(struct hsx_fs_stat, 12);

/** Opens a file with FS flags. Returns fd. */
HSX_INLINE int hsx_fs_open(const char *path, uint32_t flags)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)path;
  register uint32_t r1 HSX_REG(1) = flags;
  __asm__ volatile("SVC 4, 0" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Reads up to `len` bytes; 0 at the end of the file. Returns bytes. */
HSX_INLINE int hsx_fs_read(uint32_t fd, void *buf, uint32_t len)
{
  register uint32_t r0 HSX_REG(0) = fd;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = len;
  __asm__ volatile("SVC 4, 1" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Writes `len` bytes, or as many as there is room for. Returns bytes. */
HSX_INLINE int hsx_fs_write(uint32_t fd, const void *buf, uint32_t len)
{
  register uint32_t r0 HSX_REG(0) = fd;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = len;
  __asm__ volatile("SVC 4, 2" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Closes a handle. */
HSX_INLINE int hsx_fs_close(uint32_t fd)
{
  register uint32_t r0 HSX_REG(0) = fd;
  __asm__ volatile("SVC 4, 3" : "+r"(r0) : : "memory");
  return (int)r0;
}

/** Moves the position and returns the new one. Returns position. */
HSX_INLINE int hsx_fs_seek(uint32_t fd, int32_t off, uint32_t whence)
{
  register uint32_t r0 HSX_REG(0) = fd;
  register uint32_t r1 HSX_REG(1) = (uint32_t)off;
  register uint32_t r2 HSX_REG(2) = whence;
  __asm__ volatile("SVC 4, 4" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Fills an FS_STAT structure. */
HSX_INLINE int hsx_fs_stat(const char *path, void *out)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)path;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)out;
  __asm__ volatile("SVC 4, 5" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Returns when everything written is on the medium. */
HSX_INLINE int hsx_fs_fsync(uint32_t fd)
{
  register uint32_t r0 HSX_REG(0) = fd;
  __asm__ volatile("SVC 4, 6" : "+r"(r0) : : "memory");
  return (int)r0;
}

/**
 * Names in a folder, sorted, each NUL-terminated; nothing is written when `max` is less than `needed` bytes. Returns
 * count. Result pointers may be NULL.
 */
HSX_INLINE int hsx_fs_listdir(const char *path, void *buf, uint32_t max, uint32_t *needed)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)path;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = max;
  __asm__ volatile("SVC 4, 10" : "+r"(r0), "+r"(r1) : "r"(r2) : "memory");
  if (needed)
    *needed = r1;
  return (int)r0;
}

/** Deletes a file or an empty folder. */
HSX_INLINE int hsx_fs_delete(const char *path)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)path;
  __asm__ volatile("SVC 4, 11" : "+r"(r0) : : "memory");
  return (int)r0;
}

/** Renames a file or folder; takes the place of a file or of an empty folder. */
HSX_INLINE int hsx_fs_rename(const char *old, const char *new_)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)old;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)new_;
  __asm__ volatile("SVC 4, 12" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Makes a folder. */
HSX_INLINE int hsx_fs_mkdir(const char *path)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)path;
  __asm__ volatile("SVC 4, 13" : "+r"(r0) : : "memory");
  return (int)r0;
}

/* ---- MAILBOX: Message queues between tasks, the executive and hosts. ---- */

#define HSX_SVC_MAILBOX_OPEN                 0x500
#define HSX_SVC_MAILBOX_BIND                 0x501
#define HSX_SVC_MAILBOX_SEND                 0x502
#define HSX_SVC_MAILBOX_RECV                 0x503
#define HSX_SVC_MAILBOX_PEEK                 0x504
#define HSX_SVC_MAILBOX_TAP                  0x505
#define HSX_SVC_MAILBOX_CLOSE                0x506

/** Modes of a mailbox or handle. */
#define HSX_MBX_MODE_RDONLY                  1
#define HSX_MBX_MODE_WRONLY                  2
#define HSX_MBX_MODE_RDWR                    3
#define HSX_MBX_MODE_TAP                     4
#define HSX_MBX_MODE_FANOUT                  8
#define HSX_MBX_MODE_FANOUT_DROP             16
#define HSX_MBX_MODE_FANOUT_BLOCK            32

/** Flags of a message. */
#define HSX_MBX_FLAG_STDOUT                  1
#define HSX_MBX_FLAG_STDERR                  2
#define HSX_MBX_FLAG_OOB                     4
#define HSX_MBX_FLAG_OVERRUN                 8

/** Status in the low half of a failed R0. */
#define HSX_MBX_STATUS_OK                    0
#define HSX_MBX_STATUS_WOULDBLOCK            1
#define HSX_MBX_STATUS_INVALID_HANDLE        2
#define HSX_MBX_STATUS_NO_DATA               3
#define HSX_MBX_STATUS_MSG_TOO_LARGE         4
#define HSX_MBX_STATUS_NO_DESCRIPTOR         5
#define HSX_MBX_STATUS_TIMEOUT               7
#define HSX_MBX_STATUS_INTERNAL              255

/** Limits. */
#define HSX_MBX_NAME_MAX                     32
#define HSX_MBX_CAPACITY_DEFAULT             64
#define HSX_MBX_CAPACITY_MAX                 65535
#define HSX_MBX_MESSAGE_OVERHEAD             8

/** Filled by RECV. */
struct hsx_mailbox_info {
  uint32_t status;
  uint32_t len;
  uint32_t flags;
  uint32_t channel;
  uint32_t src_pid;
};
HSX_SVC_SIZE(struct hsx_mailbox_info, 20);

/** Opens an existing mailbox. Result pointers may be NULL. */
HSX_INLINE int hsx_mailbox_open(const char *target, uint32_t flags, uint32_t *handle)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)target;
  register uint32_t r1 HSX_REG(1) = flags;
  __asm__ volatile("SVC 5, 0" : "+r"(r0), "+r"(r1) : : "memory");
  if (handle)
    *handle = r1;
  return (int)r0;
}

/** Creates a mailbox of `capacity` bytes (0 = the default). Result pointers may be NULL. */
HSX_INLINE int hsx_mailbox_bind(const char *target, uint32_t capacity, uint32_t mode, uint32_t *descriptor)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)target;
  register uint32_t r1 HSX_REG(1) = capacity;
  register uint32_t r2 HSX_REG(2) = mode;
  __asm__ volatile("SVC 5, 1" : "+r"(r0), "+r"(r1) : "r"(r2) : "memory");
  if (descriptor)
    *descriptor = r1;
  return (int)r0;
}

/**
 * Sends a message; a full mailbox makes the sender wait up to `timeout`. No bytes at all are a wake hint. Result
 * pointers may be NULL.
 */
HSX_INLINE int hsx_mailbox_send(uint32_t handle, const void *buf, uint32_t len, uint32_t flags, uint32_t channel, uint32_t timeout, uint32_t *bytes)
{
  register uint32_t r0 HSX_REG(0) = handle;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = len;
  register uint32_t r3 HSX_REG(3) = flags;
  register uint32_t r4 HSX_REG(4) = channel;
  register uint32_t r5 HSX_REG(5) = timeout;
  __asm__ volatile("SVC 5, 2" : "+r"(r0), "+r"(r1) : "r"(r2), "r"(r3), "r"(r4), "r"(r5) : "memory");
  if (bytes)
    *bytes = r1;
  return (int)r0;
}

/**
 * Takes the next message; `info` may be 0. When `max` is too small the message stays and R1 is what it needs. Result
 * pointers may be NULL.
 */
HSX_INLINE int hsx_mailbox_recv(uint32_t handle, void *buf, uint32_t max, uint32_t timeout, void *info, uint32_t *len, uint32_t *flags, uint32_t *channel, uint32_t *src_pid)
{
  register uint32_t r0 HSX_REG(0) = handle;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = max;
  register uint32_t r3 HSX_REG(3) = timeout;
  register uint32_t r4 HSX_REG(4) = (uint32_t)(uintptr_t)info;
  __asm__ volatile("SVC 5, 3" : "+r"(r0), "+r"(r1), "+r"(r2), "+r"(r3), "+r"(r4) : : "memory");
  if (len)
    *len = r1;
  if (flags)
    *flags = r2;
  if (channel)
    *channel = r3;
  if (src_pid)
    *src_pid = r4;
  return (int)r0;
}

/** Messages waiting, their bytes, the length of the next. Result pointers may be NULL. */
HSX_INLINE int hsx_mailbox_peek(uint32_t handle, uint32_t *depth, uint32_t *bytes, uint32_t *next_len)
{
  register uint32_t r0 HSX_REG(0) = handle;
  register uint32_t r1 HSX_REG(1);
  register uint32_t r2 HSX_REG(2);
  register uint32_t r3 HSX_REG(3);
  __asm__ volatile("SVC 5, 4" : "+r"(r0), "=r"(r1), "=r"(r2), "=r"(r3) : : "memory");
  if (depth)
    *depth = r1;
  if (bytes)
    *bytes = r2;
  if (next_len)
    *next_len = r3;
  return (int)r0;
}

/** Turns best-effort copies for this handle on or off. */
HSX_INLINE int hsx_mailbox_tap(uint32_t handle, uint32_t on)
{
  register uint32_t r0 HSX_REG(0) = handle;
  register uint32_t r1 HSX_REG(1) = on;
  __asm__ volatile("SVC 5, 5" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Closes a handle. */
HSX_INLINE int hsx_mailbox_close(uint32_t handle)
{
  register uint32_t r0 HSX_REG(0) = handle;
  __asm__ volatile("SVC 5, 6" : "+r"(r0) : : "memory");
  return (int)r0;
}

/* ---- EXEC: The scheduler and the executive itself. ---- */

#define HSX_SVC_EXEC_SLEEP_MS                0x600
#define HSX_SVC_EXEC_YIELD                   0x601
#define HSX_SVC_EXEC_GET_CAPS                0x602
#define HSX_SVC_EXEC_LOG                     0x603
#define HSX_SVC_EXEC_VMEM_FLUSH              0x604

/** Log levels. */
#define HSX_LOG_ERROR                        0
#define HSX_LOG_WARNING                      1
#define HSX_LOG_INFO                         2
#define HSX_LOG_DEBUG                        3

/** Sleeps for at least this long. */
HSX_INLINE int hsx_exec_sleep_ms(uint32_t ms)
{
  register uint32_t r0 HSX_REG(0) = ms;
  __asm__ volatile("SVC 6, 0" : "+r"(r0) : : "memory");
  return (int)r0;
}

/** Gives the rest of the quantum to the other tasks. */
HSX_INLINE int hsx_exec_yield(void)
{
  register uint32_t r0 HSX_REG(0);
  __asm__ volatile("SVC 6, 1" : "=r"(r0) : : "memory");
  return (int)r0;
}

/** The capability bits that this system offers. Result pointers may be NULL. */
HSX_INLINE int hsx_exec_get_caps(uint32_t *caps)
{
  register uint32_t r0 HSX_REG(0);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 6, 2" : "=r"(r0), "=r"(r1) : : "memory");
  if (caps)
    *caps = r1;
  return (int)r0;
}

/** Adds a line to the executive's log. */
HSX_INLINE int hsx_exec_log(uint32_t level, const char *text)
{
  register uint32_t r0 HSX_REG(0) = level;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)text;
  __asm__ volatile("SVC 6, 3" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Writes dirty pages back when data paging is on. */
HSX_INLINE int hsx_exec_vmem_flush(void)
{
  register uint32_t r0 HSX_REG(0);
  __asm__ volatile("SVC 6, 4" : "=r"(r0) : : "memory");
  return (int)r0;
}

/* ---- VALUE: Named binary16 values that hosts read, write and watch. ---- */

#define HSX_SVC_VALUE_REGISTER               0x700
#define HSX_SVC_VALUE_LOOKUP                 0x701
#define HSX_SVC_VALUE_GET                    0x702
#define HSX_SVC_VALUE_SET                    0x703
#define HSX_SVC_VALUE_LIST                   0x704
#define HSX_SVC_VALUE_SUB                    0x705
#define HSX_SVC_VALUE_PERSIST                0x706
#define HSX_SVC_VALUE_META                   0x707

/** Flags of a value. */
#define HSX_VALUE_FLAG_RO                    1
#define HSX_VALUE_FLAG_PERSIST               2
#define HSX_VALUE_FLAG_STICKY                4
#define HSX_VALUE_FLAG_PIN                   8
#define HSX_VALUE_FLAG_BOOL                  16

/** Status in the low half of a failed R0, also of COMMAND. */
#define HSX_VALUE_STATUS_OK                  0
#define HSX_VALUE_STATUS_ENOENT              1
#define HSX_VALUE_STATUS_EPERM               2
#define HSX_VALUE_STATUS_ENOSPC              3
#define HSX_VALUE_STATUS_EINVAL              4
#define HSX_VALUE_STATUS_EEXIST              5
#define HSX_VALUE_STATUS_EBUSY               6

/** Modes of PERSIST. */
#define HSX_VALUE_PERSIST_OFF                0
#define HSX_VALUE_PERSIST_LOAD               1
#define HSX_VALUE_PERSIST_LOAD_SAVE          2

/** Describes a value to REGISTER. */
struct hsx_value_desc {
  hsx_f16 init;
  hsx_f16 epsilon;
  hsx_f16 min;
  hsx_f16 max;
  uint16_t rate_ms;
  uint16_t persist_key;
  uint16_t debounce_ms;
  uint8_t auth;
  uint8_t reserved;
  const char *name;
  const char *unit;
  const char *group;
};
HSX_SVC_SIZE(struct hsx_value_desc, 28);

/** Filled by LIST. */
struct hsx_value_item {
  uint16_t oid;
  hsx_f16 value;
};
HSX_SVC_SIZE(struct hsx_value_item, 4);

/** Message to a subscriber. */
struct hsx_value_change {
  uint16_t oid;
  hsx_f16 old_value;
  hsx_f16 new_value;
};
HSX_SVC_SIZE(struct hsx_value_change, 6);

/** Registers a value described by a VALUE_DESC. Result pointers may be NULL. */
HSX_INLINE int hsx_value_register(uint32_t group, uint32_t id, uint32_t flags, const void *desc, uint32_t *oid)
{
  register uint32_t r0 HSX_REG(0) = group;
  register uint32_t r1 HSX_REG(1) = id;
  register uint32_t r2 HSX_REG(2) = flags;
  register uint32_t r3 HSX_REG(3) = (uint32_t)(uintptr_t)desc;
  __asm__ volatile("SVC 7, 0" : "+r"(r0), "+r"(r1) : "r"(r2), "r"(r3) : "memory");
  if (oid)
    *oid = r1;
  return (int)r0;
}

/** Finds a value. Result pointers may be NULL. */
HSX_INLINE int hsx_value_lookup(uint32_t group, uint32_t id, uint32_t *oid)
{
  register uint32_t r0 HSX_REG(0) = group;
  register uint32_t r1 HSX_REG(1) = id;
  __asm__ volatile("SVC 7, 1" : "+r"(r0), "+r"(r1) : : "memory");
  if (oid)
    *oid = r1;
  return (int)r0;
}

/** Reads a value. Result pointers may be NULL. */
HSX_INLINE int hsx_value_get(uint32_t oid, hsx_f16 *value)
{
  register uint32_t r0 HSX_REG(0) = oid;
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 7, 2" : "+r"(r0), "=r"(r1) : : "memory");
  if (value)
    *value = hsx_f16_from(r1);
  return (int)r0;
}

/** Writes a value, within its range, epsilon and rate limit. */
HSX_INLINE int hsx_value_set(uint32_t oid, hsx_f16 value, uint32_t flags)
{
  register uint32_t r0 HSX_REG(0) = oid;
  register uint32_t r1 HSX_REG(1) = hsx_f16_bits(value);
  register uint32_t r2 HSX_REG(2) = flags;
  __asm__ volatile("SVC 7, 3" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Fills up to `max` VALUE_ITEM structures. Result pointers may be NULL. */
HSX_INLINE int hsx_value_list(uint32_t group, void *out, uint32_t max, uint32_t *count)
{
  register uint32_t r0 HSX_REG(0) = group;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)out;
  register uint32_t r2 HSX_REG(2) = max;
  __asm__ volatile("SVC 7, 4" : "+r"(r0), "+r"(r1) : "r"(r2) : "memory");
  if (count)
    *count = r1;
  return (int)r0;
}

/** Sends a VALUE_CHANGE message to a mailbox after each change. */
HSX_INLINE int hsx_value_sub(uint32_t oid, const char *target, uint32_t flags)
{
  register uint32_t r0 HSX_REG(0) = oid;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)target;
  register uint32_t r2 HSX_REG(2) = flags;
  __asm__ volatile("SVC 7, 5" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Chooses whether the value is loaded from and saved to persistent storage. */
HSX_INLINE int hsx_value_persist(uint32_t oid, uint32_t mode)
{
  register uint32_t r0 HSX_REG(0) = oid;
  register uint32_t r1 HSX_REG(1) = mode;
  __asm__ volatile("SVC 7, 6" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/**
 * A VALUE_DESC followed by the strings it points to; nothing is written when `max` is less than `needed` bytes. Result
 * pointers may be NULL.
 */
HSX_INLINE int hsx_value_meta(uint32_t oid, void *out, uint32_t max, uint32_t *needed)
{
  register uint32_t r0 HSX_REG(0) = oid;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)out;
  register uint32_t r2 HSX_REG(2) = max;
  __asm__ volatile("SVC 7, 7" : "+r"(r0), "+r"(r1) : "r"(r2) : "memory");
  if (needed)
    *needed = r1;
  return (int)r0;
}

/* ---- COMMAND: Named commands that hosts and the task itself call. ---- */

#define HSX_SVC_COMMAND_REGISTER             0x800
#define HSX_SVC_COMMAND_LOOKUP               0x801
#define HSX_SVC_COMMAND_CALL                 0x802
#define HSX_SVC_COMMAND_CALL_ASYNC           0x803
#define HSX_SVC_COMMAND_HELP                 0x804
#define HSX_SVC_COMMAND_WAIT                 0x805
#define HSX_SVC_COMMAND_RETURN               0x806

/** Flags of a command. */
#define HSX_COMMAND_FLAG_PIN                 1
#define HSX_COMMAND_FLAG_ASYNC               2

/** Describes a command to REGISTER. */
struct hsx_command_desc {
  int (*handler)(void);
  const char *name;
  const char *help;
  const char *group;
  uint8_t auth;
  uint8_t reserved[3];
};
HSX_SVC_SIZE(struct hsx_command_desc, 20);

/** Message of CALL_ASYNC. */
struct hsx_command_result {
  uint16_t oid;
  uint16_t status;
  uint32_t result;
};
HSX_SVC_SIZE(struct hsx_command_result, 8);

/** Registers a command described by a COMMAND_DESC. Result pointers may be NULL. */
HSX_INLINE int hsx_command_register(uint32_t group, uint32_t id, uint32_t flags, const void *desc, uint32_t *oid)
{
  register uint32_t r0 HSX_REG(0) = group;
  register uint32_t r1 HSX_REG(1) = id;
  register uint32_t r2 HSX_REG(2) = flags;
  register uint32_t r3 HSX_REG(3) = (uint32_t)(uintptr_t)desc;
  __asm__ volatile("SVC 8, 0" : "+r"(r0), "+r"(r1) : "r"(r2), "r"(r3) : "memory");
  if (oid)
    *oid = r1;
  return (int)r0;
}

/** Finds a command. Result pointers may be NULL. */
HSX_INLINE int hsx_command_lookup(uint32_t group, uint32_t id, uint32_t *oid)
{
  register uint32_t r0 HSX_REG(0) = group;
  register uint32_t r1 HSX_REG(1) = id;
  __asm__ volatile("SVC 8, 1" : "+r"(r0), "+r"(r1) : : "memory");
  if (oid)
    *oid = r1;
  return (int)r0;
}

/** Runs a command and waits for its result; `token` may be 0. Result pointers may be NULL. */
HSX_INLINE int hsx_command_call(uint32_t oid, const char *token, uint32_t flags, int32_t *rc)
{
  register uint32_t r0 HSX_REG(0) = oid;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)token;
  register uint32_t r2 HSX_REG(2) = flags;
  __asm__ volatile("SVC 8, 2" : "+r"(r0), "+r"(r1) : "r"(r2) : "memory");
  if (rc)
    *rc = (int32_t)r1;
  return (int)r0;
}

/** Runs a command; a COMMAND_RESULT message goes to the mailbox `target`. */
HSX_INLINE int hsx_command_call_async(uint32_t oid, const char *token, const char *target)
{
  register uint32_t r0 HSX_REG(0) = oid;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)token;
  register uint32_t r2 HSX_REG(2) = (uint32_t)(uintptr_t)target;
  __asm__ volatile("SVC 8, 3" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/**
 * A command's help, NUL-terminated; nothing is written when `max` is less than `needed` bytes. Result pointers may be
 * NULL.
 */
HSX_INLINE int hsx_command_help(uint32_t oid, void *out, uint32_t max, uint32_t *needed)
{
  register uint32_t r0 HSX_REG(0) = oid;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)out;
  register uint32_t r2 HSX_REG(2) = max;
  __asm__ volatile("SVC 8, 4" : "+r"(r0), "+r"(r1) : "r"(r2) : "memory");
  if (needed)
    *needed = r1;
  return (int)r0;
}

/** Waits until one of the own commands is called and returns which. Result pointers may be NULL. */
HSX_INLINE int hsx_command_wait(uint32_t timeout, uint32_t *oid)
{
  register uint32_t r0 HSX_REG(0) = timeout;
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 8, 5" : "+r"(r0), "=r"(r1) : : "memory");
  if (oid)
    *oid = r1;
  return (int)r0;
}

/** Gives the result of a command taken by WAIT. */
HSX_INLINE int hsx_command_return(uint32_t oid, int32_t rc)
{
  register uint32_t r0 HSX_REG(0) = oid;
  register uint32_t r1 HSX_REG(1) = (uint32_t)rc;
  __asm__ volatile("SVC 8, 6" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/* ---- PROVISION: Delivery of apps. ---- */

#define HSX_SVC_PROVISION_STATUS             0x900
#define HSX_SVC_PROVISION_REQUEST            0x901

/** Filled by STATUS. */
struct hsx_provision_status {
  uint16_t state;
  uint16_t percent;
  uint32_t bytes;
  uint32_t total;
  uint32_t error;
};
HSX_SVC_SIZE(struct hsx_provision_status, 16);

/** Fills a PROVISION_STATUS structure. */
HSX_INLINE int hsx_provision_status(uint32_t pid, void *out)
{
  register uint32_t r0 HSX_REG(0) = pid;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)out;
  __asm__ volatile("SVC 9, 0" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Asks for an app by name; the policy decides (EPERM). */
HSX_INLINE int hsx_provision_request(const char *name)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)name;
  __asm__ volatile("SVC 9, 1" : "+r"(r0) : : "memory");
  return (int)r0;
}

/* ---- UART: Serial ports; received bytes also arrive in the mailbox `svc:uart.N.rx`. ---- */

#define HSX_SVC_UART_WRITE                   0xa00
#define HSX_SVC_UART_READ_POLL               0xa01
#define HSX_SVC_UART_CONFIG                  0xa02
#define HSX_SVC_UART_STATUS                  0xa03

/** Parity. */
#define HSX_UART_PARITY_NONE                 0
#define HSX_UART_PARITY_ODD                  1
#define HSX_UART_PARITY_EVEN                 2

/** Queues bytes for sending. Returns bytes. */
HSX_INLINE int hsx_uart_write(uint32_t port, const void *buf, uint32_t len)
{
  register uint32_t r0 HSX_REG(0) = port;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = len;
  __asm__ volatile("SVC 10, 0" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Takes received bytes without waiting. Returns bytes. */
HSX_INLINE int hsx_uart_read_poll(uint32_t port, void *buf, uint32_t max)
{
  register uint32_t r0 HSX_REG(0) = port;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = max;
  __asm__ volatile("SVC 10, 1" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Sets speed (bit/s), parity and the number of stop bits. */
HSX_INLINE int hsx_uart_config(uint32_t port, uint32_t baud, uint32_t parity, uint32_t stop)
{
  register uint32_t r0 HSX_REG(0) = port;
  register uint32_t r1 HSX_REG(1) = baud;
  register uint32_t r2 HSX_REG(2) = parity;
  register uint32_t r3 HSX_REG(3) = stop;
  __asm__ volatile("SVC 10, 2" : "+r"(r0) : "r"(r1), "r"(r2), "r"(r3) : "memory");
  return (int)r0;
}

/** The port's status bits. Result pointers may be NULL. */
HSX_INLINE int hsx_uart_status(uint32_t port, uint32_t *status)
{
  register uint32_t r0 HSX_REG(0) = port;
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 10, 3" : "+r"(r0), "=r"(r1) : : "memory");
  if (status)
    *status = r1;
  return (int)r0;
}

/* ---- FRAM: Non-volatile memory: a window of the app's own, manifest `fram_bytes` long. ---- */

#define HSX_SVC_FRAM_READ                    0xb00
#define HSX_SVC_FRAM_WRITE                   0xb01
#define HSX_SVC_FRAM_SIZE                    0xb02
#define HSX_SVC_FRAM_WEAR                    0xb03

/** Reads bytes. Returns bytes. */
HSX_INLINE int hsx_fram_read(uint32_t addr, void *buf, uint32_t len)
{
  register uint32_t r0 HSX_REG(0) = addr;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = len;
  __asm__ volatile("SVC 11, 0" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Writes bytes. Returns bytes. */
HSX_INLINE int hsx_fram_write(uint32_t addr, const void *buf, uint32_t len)
{
  register uint32_t r0 HSX_REG(0) = addr;
  register uint32_t r1 HSX_REG(1) = (uint32_t)(uintptr_t)buf;
  register uint32_t r2 HSX_REG(2) = len;
  __asm__ volatile("SVC 11, 1" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Length of the window. Result pointers may be NULL. */
HSX_INLINE int hsx_fram_size(uint32_t *bytes)
{
  register uint32_t r0 HSX_REG(0);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 11, 2" : "=r"(r0), "=r"(r1) : : "memory");
  if (bytes)
    *bytes = r1;
  return (int)r0;
}

/** How often the cell at `addr` was written. Result pointers may be NULL. */
HSX_INLINE int hsx_fram_wear(uint32_t addr, uint32_t *writes)
{
  register uint32_t r0 HSX_REG(0) = addr;
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 11, 3" : "+r"(r0), "=r"(r1) : : "memory");
  if (writes)
    *writes = r1;
  return (int)r0;
}

/* ---- GPIO: Pins; interrupts arrive in the mailbox `svc:gpio`. ---- */

#define HSX_SVC_GPIO_READ                    0xc00
#define HSX_SVC_GPIO_WRITE                   0xc01
#define HSX_SVC_GPIO_CONFIG                  0xc02
#define HSX_SVC_GPIO_SET_INTERRUPT           0xc03

/** Direction of a pin. */
#define HSX_GPIO_MODE_INPUT                  0
#define HSX_GPIO_MODE_OUTPUT                 1
#define HSX_GPIO_MODE_OPEN_DRAIN             2

/** Pull resistor of a pin. */
#define HSX_GPIO_PULL_NONE                   0
#define HSX_GPIO_PULL_UP                     1
#define HSX_GPIO_PULL_DOWN                   2

/** Edges that interrupt. */
#define HSX_GPIO_EDGE_RISING                 1
#define HSX_GPIO_EDGE_FALLING                2
#define HSX_GPIO_EDGE_BOTH                   3

/** Message of `svc:gpio`. */
struct hsx_gpio_event {
  uint16_t pin;
  uint16_t level;
};
HSX_SVC_SIZE(struct hsx_gpio_event, 4);

/** Level of a pin, 0 or 1. Returns level. */
HSX_INLINE int hsx_gpio_read(uint32_t pin)
{
  register uint32_t r0 HSX_REG(0) = pin;
  __asm__ volatile("SVC 12, 0" : "+r"(r0) : : "memory");
  return (int)r0;
}

/** Drives a pin; any level other than 0 is high. */
HSX_INLINE int hsx_gpio_write(uint32_t pin, uint32_t level)
{
  register uint32_t r0 HSX_REG(0) = pin;
  register uint32_t r1 HSX_REG(1) = level;
  __asm__ volatile("SVC 12, 1" : "+r"(r0) : "r"(r1) : "memory");
  return (int)r0;
}

/** Sets direction and pull resistor. */
HSX_INLINE int hsx_gpio_config(uint32_t pin, uint32_t mode, uint32_t pull)
{
  register uint32_t r0 HSX_REG(0) = pin;
  register uint32_t r1 HSX_REG(1) = mode;
  register uint32_t r2 HSX_REG(2) = pull;
  __asm__ volatile("SVC 12, 2" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/** Turns the interrupt of an edge on or off. */
HSX_INLINE int hsx_gpio_set_interrupt(uint32_t pin, uint32_t edge, uint32_t on)
{
  register uint32_t r0 HSX_REG(0) = pin;
  register uint32_t r1 HSX_REG(1) = edge;
  register uint32_t r2 HSX_REG(2) = on;
  __asm__ volatile("SVC 12, 3" : "+r"(r0) : "r"(r1), "r"(r2) : "memory");
  return (int)r0;
}

/* ---- LIBM: Mathematical functions of the host, for comparisons; in developer builds only. ---- */

#define HSX_SVC_LIBM_SIN_F16                 0xe00
#define HSX_SVC_LIBM_COS_F16                 0xe01
#define HSX_SVC_LIBM_EXP_F16                 0xe02
#define HSX_SVC_LIBM_LOG_F16                 0xe03
#define HSX_SVC_LIBM_POW_F16                 0xe04
#define HSX_SVC_LIBM_ATAN2_F16               0xe05
#define HSX_SVC_LIBM_SQRT_F16                0xe06
#define HSX_SVC_LIBM_SIN_F32                 0xe10
#define HSX_SVC_LIBM_COS_F32                 0xe11
#define HSX_SVC_LIBM_EXP_F32                 0xe12
#define HSX_SVC_LIBM_LOG_F32                 0xe13
#define HSX_SVC_LIBM_POW_F32                 0xe14
#define HSX_SVC_LIBM_ATAN2_F32               0xe15
#define HSX_SVC_LIBM_SQRT_F32                0xe16

/** Sine of `x` in radians. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_sin_f16(hsx_f16 x, hsx_f16 *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f16_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 0" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f16_from(r1);
  return (int)r0;
}

/** Cosine of `x` in radians. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_cos_f16(hsx_f16 x, hsx_f16 *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f16_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 1" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f16_from(r1);
  return (int)r0;
}

/** e to the power of `x`. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_exp_f16(hsx_f16 x, hsx_f16 *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f16_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 2" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f16_from(r1);
  return (int)r0;
}

/** Natural logarithm. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_log_f16(hsx_f16 x, hsx_f16 *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f16_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 3" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f16_from(r1);
  return (int)r0;
}

/** `x` to the power of `y`. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_pow_f16(hsx_f16 x, hsx_f16 y, hsx_f16 *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f16_bits(x);
  register uint32_t r1 HSX_REG(1) = hsx_f16_bits(y);
  __asm__ volatile("SVC 14, 4" : "+r"(r0), "+r"(r1) : : "memory");
  if (result)
    *result = hsx_f16_from(r1);
  return (int)r0;
}

/** Angle of the point (x, y) in radians. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_atan2_f16(hsx_f16 y, hsx_f16 x, hsx_f16 *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f16_bits(y);
  register uint32_t r1 HSX_REG(1) = hsx_f16_bits(x);
  __asm__ volatile("SVC 14, 5" : "+r"(r0), "+r"(r1) : : "memory");
  if (result)
    *result = hsx_f16_from(r1);
  return (int)r0;
}

/** Square root. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_sqrt_f16(hsx_f16 x, hsx_f16 *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f16_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 6" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f16_from(r1);
  return (int)r0;
}

/** Sine of `x` in radians. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_sin_f32(float x, float *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f32_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 16" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f32_from(r1);
  return (int)r0;
}

/** Cosine of `x` in radians. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_cos_f32(float x, float *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f32_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 17" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f32_from(r1);
  return (int)r0;
}

/** e to the power of `x`. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_exp_f32(float x, float *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f32_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 18" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f32_from(r1);
  return (int)r0;
}

/** Natural logarithm. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_log_f32(float x, float *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f32_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 19" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f32_from(r1);
  return (int)r0;
}

/** `x` to the power of `y`. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_pow_f32(float x, float y, float *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f32_bits(x);
  register uint32_t r1 HSX_REG(1) = hsx_f32_bits(y);
  __asm__ volatile("SVC 14, 20" : "+r"(r0), "+r"(r1) : : "memory");
  if (result)
    *result = hsx_f32_from(r1);
  return (int)r0;
}

/** Angle of the point (x, y) in radians. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_atan2_f32(float y, float x, float *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f32_bits(y);
  register uint32_t r1 HSX_REG(1) = hsx_f32_bits(x);
  __asm__ volatile("SVC 14, 21" : "+r"(r0), "+r"(r1) : : "memory");
  if (result)
    *result = hsx_f32_from(r1);
  return (int)r0;
}

/** Square root. Result pointers may be NULL. */
HSX_INLINE int hsx_libm_sqrt_f32(float x, float *result)
{
  register uint32_t r0 HSX_REG(0) = hsx_f32_bits(x);
  register uint32_t r1 HSX_REG(1);
  __asm__ volatile("SVC 14, 22" : "+r"(r0), "=r"(r1) : : "memory");
  if (result)
    *result = hsx_f32_from(r1);
  return (int)r0;
}

/* ---- DEBUG: Marks for whoever watches. ---- */

#define HSX_SVC_DEBUG_PRINT                  0xf00
#define HSX_SVC_DEBUG_TRACE_MARK             0xf01

/** Prints a line on the debugger or the console. */
HSX_INLINE int hsx_debug_print(const char *text)
{
  register uint32_t r0 HSX_REG(0) = (uint32_t)(uintptr_t)text;
  __asm__ volatile("SVC 15, 0" : "+r"(r0) : : "memory");
  return (int)r0;
}

/** Puts a number into the trace. */
HSX_INLINE int hsx_debug_trace_mark(uint32_t mark)
{
  register uint32_t r0 HSX_REG(0) = mark;
  __asm__ volatile("SVC 15, 1" : "+r"(r0) : : "memory");
  return (int)r0;
}

#undef HSX_SVC_NORETURN
#undef HSX_SVC_SIZE

#ifdef __cplusplus
}
#endif

#endif
