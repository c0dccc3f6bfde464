/* errno, perror and strerror, exit handlers, exit status. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void first(void) { puts("first registered, last called"); }
static void second(void) { puts("second registered, first called"); }

int main(void)
{
  atexit(first);
  atexit(second);
  errno = 0;
  long value = strtol("99999999999999999999999", NULL, 10);
  printf("%d %d\n", value > 0, errno == ERANGE);
  errno = 0;
  double big = strtod("1e999", NULL);
  printf("%d %d\n", big == HUGE_VAL, errno == ERANGE);
  printf("%d\n", strlen(strerror(EDOM)) > 0 && strcmp(strerror(EDOM), strerror(ERANGE)) != 0);
  if (getenv("SURELY_NOT_SET") == NULL) puts("not in the environment");
  exit(7);
}
