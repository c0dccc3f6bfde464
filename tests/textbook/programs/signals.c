/* signal and raise. */
#include <signal.h>
#include <stdio.h>

static volatile sig_atomic_t seen;

static void handler(int number)
{
  seen = number;
  signal(number, handler);
}

int main(void)
{
  printf("%d\n", signal(SIGINT, handler) != SIG_ERR);
  printf("%d ", raise(SIGINT));
  printf("%d\n", seen == SIGINT);
  seen = 0;
  printf("%d\n", signal(SIGTERM, SIG_IGN) != SIG_ERR);
  printf("%d %d\n", raise(SIGTERM), (int)seen);
  printf("%d\n", signal(SIGINT, SIG_DFL) == handler);
  return 0;
}
