#include <stdio.h>

int main(void)
{
  volatile double x = 1234.5;
  printf("%.3f %g %e\n", x, x, x);
  return 0;
}
