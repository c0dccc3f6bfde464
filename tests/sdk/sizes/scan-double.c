#include <stdio.h>

int main(void)
{
  double x = 0;
  return sscanf("42.5", "%lf", &x) == 1 ? (int)x : 1;
}
