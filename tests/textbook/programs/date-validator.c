/* Input checked with sscanf and %n; what is wrong is said. */
#include <stdio.h>
#include <string.h>

static const char *check(const char *line)
{
  int year, month, day, used = -1;
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (sscanf(line, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used < 0) return "not of the form year-month-day";
  if (line[used] != '\0') return "something behind it";
  if (month < 1 || month > 12) return "no such month";
  int length = lengths[month - 1] + (month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)));
  return day < 1 || day > length ? "no such day" : NULL;
}

int main(void)
{
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\r\n")] = '\0';
    const char *wrong = check(line);
    printf("%-14s %s\n", line, wrong ? wrong : "good");
  }
  return 0;
}
