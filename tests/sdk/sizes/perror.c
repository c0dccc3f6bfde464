#include <stdio.h>

static volatile int n;

int main(void)
{
  if (n != 0)
    perror("main");
  return 0;
}
