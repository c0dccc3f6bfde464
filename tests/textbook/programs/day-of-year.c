/* Day of the year and back, with a two-dimensional table, leap years, and names by pointer. */
#include <stdio.h>

static const char days[2][13] = {
    {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
    {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
};

static int leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int day_of_year(int year, int month, int day)
{
  for (int i = 1; i < month; i++) day += days[leap(year)][i];
  return day;
}

static void month_day(int year, int yearday, int *month, int *day)
{
  int i;
  for (i = 1; yearday > days[leap(year)][i]; i++) yearday -= days[leap(year)][i];
  *month = i;
  *day = yearday;
}

static const char *month_name(int n)
{
  static const char *const name[] = {"illegal month", "January", "February", "March", "April", "May", "June", "July",
                                     "August", "September", "October", "November", "December"};
  return n < 1 || n > 12 ? name[0] : name[n];
}

int main(void)
{
  static const struct { int year, month, day; } dates[] = {{1988, 2, 29}, {1900, 3, 1}, {2000, 12, 31}, {2023, 7, 4}};
  for (unsigned i = 0; i < sizeof dates / sizeof *dates; i++) {
    int n = day_of_year(dates[i].year, dates[i].month, dates[i].day), month, day;
    month_day(dates[i].year, n, &month, &day);
    printf("%04d-%02d-%02d is day %3d: %s %d\n", dates[i].year, dates[i].month, dates[i].day, n, month_name(month), day);
  }
  puts(month_name(13));
  return 0;
}
