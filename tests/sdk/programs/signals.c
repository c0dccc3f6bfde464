/* Signals, quick_exit, the environment and the locale. */
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t seen;

static void note(int number)
{
  seen = seen * 100 + number;
}

static void last_words(int number)
{
  printf("aborting with %d\n", number);
  fflush(stdout);
}

static void quickly(void)
{
  puts("quick");
  fflush(stdout);
}

static void never(void)
{
  puts("never");
}

int main(int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "";
  printf("%d ", signal(SIGTERM, note) == SIG_DFL);
  printf("%d ", raise(SIGTERM));
  printf("%d ", raise(SIGTERM));
  printf("%d ", signal(SIGTERM, SIG_IGN) == note);
  printf("%d ", raise(SIGTERM));
  errno = 0;
  printf("%d %d ", signal(99, note) == SIG_ERR, errno == EINVAL);
  printf("%d %d\n", raise(-1) != 0, seen);
  printf("%d %d %s ", getenv("PATH") == NULL, system(NULL), setlocale(LC_ALL, ""));
  printf("%s %d ", setlocale(LC_CTYPE, NULL), setlocale(LC_ALL, "de_DE") == NULL);
  printf("%s %d\n", localeconv()->decimal_point, localeconv()->frac_digits == CHAR_MAX);
  fflush(stdout);
  atexit(never);
  at_quick_exit(quickly);
  signal(SIGABRT, last_words);
  if (strcmp(what, "abort") == 0)
    abort();
  if (strcmp(what, "raise abort") == 0) {
    signal(SIGABRT, SIG_DFL);
    raise(SIGABRT);
  }
  if (strcmp(what, "raise") == 0)
    raise(SIGINT);
  quick_exit(9);
}
