#include <stdio.h>

int main(void)
{
  volatile int n = 42;
  printf("%d\n", n);
  return 0;
}
