#include "../weak.h"
#include "days.h"
#include <errno.h>
#include <time.h>

/* As many days as can be counted with an int: 5 million years to both sides. */
#define DAYS_MAX 2000000000

static void set_date(struct tm *to, int days)
{
  int from_march = days + DAYS_TO_1970;
  int era = floor_divide(from_march, DAYS_OF_400_YEARS);
  unsigned day = (unsigned)(from_march - era * DAYS_OF_400_YEARS);
  unsigned year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  unsigned day_of_year = day - (365 * year + year / 4 - year / 100);
  /* Months from March on have 31, 30, 31, 30, 31 days, twice, and then the rest: 153 days every five. */
  unsigned month = (5 * day_of_year + 2) / 153;
  int date_year = era * 400 + (int)year + (month >= 10);
  to->tm_mday = (int)(day_of_year - (153 * month + 2) / 5 + 1);
  to->tm_mon = (int)(month < 10 ? month + 2 : month - 10);
  to->tm_year = date_year - 1900;
  to->tm_yday = (int)(month < 10 ? day_of_year + 59 + (unsigned)is_leap(date_year) : day_of_year - 306);
}

struct tm *__hsx_gmtime(const time_t *when, struct tm *to)
{
  time_t days = *when / SECONDS_OF_DAY;
  int seconds = (int)(*when % SECONDS_OF_DAY);
  if (seconds < 0) {
    seconds += SECONDS_OF_DAY;
    --days;
  }
  if (days > DAYS_MAX || days < -DAYS_MAX) {
    errno = EOVERFLOW;
    return NULL;
  }
  set_date(to, (int)days);
  to->tm_hour = seconds / 3600;
  to->tm_min = seconds / 60 % 60;
  to->tm_sec = seconds % 60;
  /* 1970-01-01 was a Thursday. */
  int weekday = ((int)days + 4) % 7;
  to->tm_wday = weekday < 0 ? weekday + 7 : weekday;
  to->tm_isdst = 0;
  return to;
}

/* The time zone is UTC. */
struct tm *gmtime_r(const time_t *restrict when, struct tm *restrict to) WEAK_ALIAS(__hsx_gmtime);
struct tm *localtime_r(const time_t *restrict when, struct tm *restrict to) WEAK_ALIAS(__hsx_gmtime);

struct tm *gmtime(const time_t *when)
{
  static struct tm parts;
  return __hsx_gmtime(when, &parts);
}

struct tm *localtime(const time_t *when)
{
  return gmtime(when);
}
