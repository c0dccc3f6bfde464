/* The calendar: days since 1970-01-01 and the dates that they are. */
#ifndef HSX_LIBC_DAYS_H
#define HSX_LIBC_DAYS_H

#include <time.h>

/* gmtime_r, for the library itself. */
struct tm *__hsx_gmtime(const time_t *when, struct tm *to);

enum {
  SECONDS_OF_DAY = 86400,
  /* Days before 1970 in a count that begins with a 1st of March, so that a leap day is the last day of its year. */
  DAYS_TO_1970 = 719468,
  DAYS_OF_400_YEARS = 146097,
};

static inline int floor_divide(int n, int d)
{
  return n / d - (n % d < 0);
}

static inline int is_leap(int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

#endif
