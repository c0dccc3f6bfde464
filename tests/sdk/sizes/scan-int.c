#include <stdio.h>

int main(void)
{
  int n;
  return sscanf("17", "%d", &n) == 1 ? n : 1;
}
