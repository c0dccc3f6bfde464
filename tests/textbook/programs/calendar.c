/* cal(1): a month with the right first weekday, by mktime. */
#include <stdio.h>
#include <time.h>

static void month(int year, int number)
{
  struct tm first = {.tm_year = year - 1900, .tm_mon = number - 1, .tm_mday = 1, .tm_hour = 12};
  struct tm last = {.tm_year = year - 1900, .tm_mon = number, .tm_mday = 0, .tm_hour = 12};
  mktime(&first);
  mktime(&last);
  char title[32];
  strftime(title, sizeof title, "%B %Y", &first);
  printf("%*s\n Mo Tu We Th Fr Sa Su\n", 14, title);
  int column = (first.tm_wday + 6) % 7;
  printf("%*s", 3 * column, "");
  for (int day = 1; day <= last.tm_mday; day++) {
    printf("%3d", day);
    if (++column % 7 == 0) putchar('\n');
  }
  puts(column % 7 ? "\n" : "");
}

int main(void)
{
  month(2024, 2);
  month(2026, 11);
  month(1999, 12);
  struct tm later = {.tm_year = 100, .tm_mon = 0, .tm_mday = 31 + 400, .tm_hour = 25, .tm_min = -5};
  mktime(&later);
  printf("%d-%d-%d %d:%d, day %d\n", later.tm_year + 1900, later.tm_mon + 1, later.tm_mday, later.tm_hour, later.tm_min, later.tm_yday);
  return 0;
}
