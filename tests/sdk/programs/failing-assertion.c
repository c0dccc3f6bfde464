#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static_assert(sizeof(int) == 4, "words have 32 bits");

int main(void)
{
  assert(1 + 1 == 2);
  errno = 0;
  strtol("99999999999", NULL, 10);
  perror("strtol");
  errno = 0;
  perror(NULL);
  printf("%s; %s; %s\n", strerror(ENOENT), strerror(-1), strerror(999));
  printf("not lost: ");
  assert("strings are true" && 1 + 1 == 3);
  return 0;
}
