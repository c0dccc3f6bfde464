/** @file hsx/time-types.h Types that time.h and sys/types.h share. */
#ifndef __HSX_TIME_TYPES_H
#define __HSX_TIME_TYPES_H

/** Seconds since 1970-01-01T00:00:00Z. */
typedef long long time_t;
/** Microseconds. */
typedef long long clock_t;

#endif
