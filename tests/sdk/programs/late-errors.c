/* stderr with a buffer is sent at the end too, in a program without stdout. */
#include <stdio.h>

int main(void)
{
  setvbuf(stderr, NULL, _IOFBF, 0);
  fputs("sent at the end\n", stderr);
  return 0;
}
