/* Does to the heap what its argument says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is(const char *a, const char *b)
{
  return strcmp(a, b) == 0;
}

int main(int argc, char **argv)
{
  char *a = malloc(20);
  char *b = malloc(30);
  char *c = malloc(40);
  char *d = malloc(50);
  const char *what = argc > 1 ? argv[1] : "";
  if (is(what, "free twice")) {
    free(b);
    free(b);
  } else if (is(what, "free twice, joined")) {
    free(a);
    free(b);
    free(b);
  } else if (is(what, "free inside")) {
    free(b + 8);
  } else if (is(what, "free a local")) {
    int local[4] = {1, 2, 3, 4};
    free(&local[2]);
  } else if (is(what, "realloc after free")) {
    free(c);
    c = realloc(c, 100);
  } else if (is(what, "write past the end")) {
    memset(a, 0, 40);
    free(a);
  } else if (is(what, "write after free")) {
    free(b);
    memset(b, 0xf0, 4);
    b[4] = 0;
    b[5] = 1;
    b[6] = b[7] = 0;
    b = malloc(30);
  }
  free(d);
  puts("not noticed");
  return 0;
}
