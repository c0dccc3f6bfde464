/* malloc, calloc, realloc, free in all their corners. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
  char *a = malloc(100), *b = malloc(100), *c = calloc(10, 10);
  printf("%d %d\n", a && b && c, a != b && b != c);
  int zero = 1;
  for (int i = 0; i < 100; i++) zero &= c[i] == 0;
  printf("zeroed %d, aligned %d\n", zero, (uintptr_t)a % sizeof(double) == 0 && (uintptr_t)b % sizeof(double) == 0);
  for (int i = 0; i < 100; i++) b[i] = (char)i;
  b = realloc(b, 1000);
  int kept = b != NULL;
  for (int i = 0; kept && i < 100; i++) kept &= b[i] == i;
  b = realloc(b, 10);
  for (int i = 0; kept && i < 10; i++) kept &= b[i] == i;
  printf("kept %d\n", kept);
  char *fresh = realloc(NULL, 5);
  printf("as malloc %d\n", fresh != NULL);
  free(NULL);
  errno = 0;
  volatile size_t huge = SIZE_MAX / 2;
  void *volatile refused = malloc(huge);
  printf("too much %d %d\n", refused == NULL, errno == ENOMEM);
  refused = calloc(huge, 3);
  printf("overflow %d\n", refused == NULL);
  memcpy(fresh, "fine", 5);
  refused = realloc(fresh, huge);
  printf("unharmed %d\n", refused == NULL && strcmp(fresh, "fine") == 0);
  free(fresh), free(a), free(b), free(c);
  void *blocks[40];
  for (int round = 0; round < 50; round++) {
    for (int i = 0; i < 40; i++) blocks[i] = malloc((size_t)(i * 7 + round) % 90 + 1);
    for (int i = 0; i < 40; i++) {
      if (blocks[i] == NULL) return 1;
      memset(blocks[i], i, (size_t)(i * 7 + round) % 90 + 1);
    }
    for (int i = 0; i < 40; i += 2) free(blocks[i]);
    for (int i = 1; i < 40; i += 2) free(blocks[i]);
  }
  char *large = malloc(6000);
  printf("still whole %d\n", large != NULL);
  free(large);
  return 0;
}
