#include <stdlib.h>

int main(void)
{
  return (int)strtod("42.5", NULL);
}
