#include <stdlib.h>

int main(void)
{
  char *volatile p = malloc(100);
  free(p);
  return p != NULL;
}
