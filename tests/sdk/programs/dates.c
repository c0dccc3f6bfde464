/* Dates there and back, and all conversions of strftime. Reads lines "SECONDS", prints what the tests compare. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(void)
{
  static char line[64], text[256];
  while (fgets(line, sizeof line, stdin)) {
    time_t when = strtoll(line, NULL, 10);
    struct tm *parts = gmtime(&when);
    if (!parts) {
      printf("%lld: %s\n", when, strerror(errno));
      continue;
    }
    struct tm copy = *parts;
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %j %w %u %U %W %G %V %g %C %y %I %p %a %A %b %B %e", parts);
    printf("%s|%d\n", text, mktime(&copy) == when && memcmp(&copy, parts, sizeof copy) == 0);
  }
  struct tm odd = {.tm_year = 124, .tm_mon = 14, .tm_mday = 0, .tm_hour = -1, .tm_min = 61, .tm_sec = 3600};
  printf("%lld %s", mktime(&odd), asctime(&odd));
  time_t birth = 0;
  printf("%s", ctime(&birth));
  strftime(text, sizeof text, "%c|%x|%X|%D|%F|%r|%R|%T|%h|%n|%t|%z|%Z|%%|%Ey|%Od|%Q|%", gmtime(&birth));
  puts(text);
  printf("%d ", (int)strftime(text, 9, "%F", gmtime(&birth)));
  printf("%d ", (int)strftime(text, 11, "%F", gmtime(&birth)));
  printf("%d ", (int)strftime(text, 10, "%F", gmtime(&birth)));
  printf("%d\n", (int)strftime(text, 0, "%F", gmtime(&birth)));
  struct tm far = {.tm_year = 0x7fffffff}, wild = {.tm_mon = -5, .tm_wday = 99, .tm_year = -0x7fffffff - 1, .tm_mday = -9};
  printf("%lld %d ", mktime(&far), errno == EOVERFLOW);
  strftime(text, sizeof text, "%a %B %Y %d %y %C", &wild);
  puts(text);
  printf("%d %d\n", (int)difftime(100, -100), (int)(difftime(1LL << 62, -(1LL << 62)) / (1LL << 62)));
  clock_t start = clock();
  struct timespec now = {0, 0};
  printf("%d ", timespec_get(&now, TIME_UTC));
  printf("%d ", time(NULL) >= now.tv_sec && now.tv_nsec % 1000000 == 0 && now.tv_nsec < 1000000000);
  printf("%d %d\n", timespec_get(&now, 7), clock() - start > 0 && clock() - start < CLOCKS_PER_SEC);
  return 0;
}
