/* The smallest program that says something. */
#include <stdio.h>

int main(void)
{
  puts("Hello from HSX!");
  return 0;
}
