/** @file time.h Dates and times (C11 7.27). The time zone is UTC. What asks for the time needs the capability `timer`. */
#ifndef __HSX_TIME_H
#define __HSX_TIME_H

#define __need_size_t
#define __need_NULL
#include <hsx/extensions.h>
#include <hsx/time-types.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CLOCKS_PER_SEC ((clock_t)1000000)
#define TIME_UTC 1

struct timespec {
  time_t tv_sec;
  long tv_nsec;
};

/** A time by its parts. */
struct tm {
  /** 0..60 */
  int tm_sec;
  /** 0..59 */
  int tm_min;
  /** 0..23 */
  int tm_hour;
  /** 1..31 */
  int tm_mday;
  /** 0..11 */
  int tm_mon;
  /** Years since 1900. */
  int tm_year;
  /** 0 is Sunday. */
  int tm_wday;
  /** 0..365 */
  int tm_yday;
  /** Always 0: there is no daylight saving time. */
  int tm_isdst;
};

/** Time since the executive started, in 1/CLOCKS_PER_SEC s. -1 when it cannot be asked. */
clock_t clock(void);
/** The time of day; also to `*to` when that is not NULL. -1 when it cannot be asked. */
time_t time(time_t *__to);
/** The time of day for `base` TIME_UTC, in steps of a millisecond. Returns `base`, or 0. */
int timespec_get(struct timespec *__to, int __base);

/** `end` - `start` in seconds. */
double difftime(time_t __end, time_t __start);
/** The time that `*parts` stands for; parts out of their ranges count on, and all are set right. -1 when the year is too far off. */
time_t mktime(struct tm *__parts);
/** The parts of a time. The result is one and the same object of all calls; NULL and errno = EOVERFLOW when the year is too far off. */
struct tm *gmtime(const time_t *__when);
/** As gmtime: the time zone is UTC. */
struct tm *localtime(const time_t *__when);

#ifdef __HSX_EXTENSIONS
/** As gmtime, into `*to`. */
struct tm *gmtime_r(const time_t *__restrict __when, struct tm *__restrict __to);
struct tm *localtime_r(const time_t *__restrict __when, struct tm *__restrict __to);
#endif

/** `Thu Jan  1 00:00:00 1970` and a newline, in one and the same place for all calls. */
char *asctime(const struct tm *__parts);
/** asctime(localtime(when)); NULL when the year is too far off. */
char *ctime(const time_t *__when);
/**
 * Formatted time: all conversions of C11 in the C locale; %Z is UTC, %z +0000. Returns the number of bytes without the NUL, or 0 when
 * `size` is too small.
 */
__attribute__((__format__(__strftime__, 3, 0))) size_t strftime(char *__restrict __to, size_t __size,
                                                                const char *__restrict __format,
                                                                const struct tm *__restrict __parts);

#ifdef __cplusplus
}
#endif

#endif
