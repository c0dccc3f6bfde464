#include "days.h"
#include <errno.h>
#include <time.h>

/* As far as days can be counted with an int. */
#define YEARS_MAX 5000000

/* Days from 1970-01-01 to the first day of a month, 0..11. */
static int days_before(int year, int month)
{
  int from_march = month >= 2 ? month - 2 : month + 10;
  if (month < 2)
    --year;
  int era = floor_divide(year, 400);
  int year_of_era = year - era * 400;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + (153 * from_march + 2) / 5;
  return era * DAYS_OF_400_YEARS + day_of_era - DAYS_TO_1970;
}

time_t mktime(struct tm *parts)
{
  int years = floor_divide(parts->tm_mon, 12);
  /* Without the danger of an overflow, as both are small or the sum is not used. */
  if (parts->tm_year <= YEARS_MAX && parts->tm_year >= -YEARS_MAX && years <= YEARS_MAX && years >= -YEARS_MAX) {
    int year = parts->tm_year + 1900 + years;
    if (year <= YEARS_MAX && year >= -YEARS_MAX) {
      time_t days = (time_t)days_before(year, parts->tm_mon - years * 12) + parts->tm_mday - 1;
      time_t when = days * SECONDS_OF_DAY + parts->tm_hour * 3600LL + parts->tm_min * 60LL + parts->tm_sec;
      if (__hsx_gmtime(&when, parts))
        return when;
    }
  }
  errno = EOVERFLOW;
  return -1;
}
