/* Constructors, arguments, atexit, destructors, and output without a newline at the end. */
#include <stdio.h>
#include <stdlib.h>

static int started;

__attribute__((constructor)) static void construct(void)
{
  started = 1;
}

__attribute__((destructor)) static void destruct(void)
{
  printf("destructor; the end");
}

static void late(void)
{
  puts("registered while exiting");
}

static void first(void)
{
  puts("registered first");
}

static void second(void)
{
  puts("registered second");
  atexit(late);
}

int main(int argc, char **argv)
{
  printf("constructor: %d, arguments:", started);
  for (int i = 0; i < argc; ++i)
    printf(" [%s]", argv[i]);
  printf(" %s\n", argv[argc] == NULL ? "NULL" : "?");
  atexit(first);
  atexit(second);
  if (argc > 3)
    exit(9);
  return 5;
}
