/* time.h: broken-down times, normalisation, strftime. All in UTC. */
#include <stdio.h>
#include <string.h>
#include <time.h>

static void show(time_t when)
{
  char text[100];
  struct tm *broken = gmtime(&when);
  strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %a %j week %U/%W", broken);
  puts(text);
}

int main(void)
{
  show(0);
  show(951782400);
  show(1000000000);
  show(2147483647);
  show(-1);
  struct tm date = {.tm_year = 124, .tm_mon = 1, .tm_mday = 29, .tm_hour = 12, .tm_isdst = -1};
  char text[100];
  date = *gmtime(&(time_t){1709208000});
  printf("%s", asctime(&date));
  strftime(text, sizeof text, "%A %B %d %I:%M:%S %p %y %C %e %D %F %T %R %b %h %u %w %G-W%V %%", &date);
  puts(text);
  strftime(text, sizeof text, "%c|%x|%X|%n|%t|", &date);
  puts(text);
  printf("%zu\n", strftime(text, 5, "%Y-%m", &date));
  printf("%.0f\n", difftime(1000, 400));
  time_t now = time(NULL);
  printf("%d\n", now != (time_t)-1);
  clock_t start = clock();
  for (volatile int i = 0; i < 1000; i++) continue;
  printf("%d\n", clock() >= start);
  return 0;
}
