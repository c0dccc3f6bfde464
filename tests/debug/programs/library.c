/* Calls through the library: callbacks, constructors, exit handlers, jumps out of calls, system calls, and code nobody wrote .cfi for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf place;
static volatile int order;
typedef int (*step)(int);

struct big {
  int words[7];
  long long wide;
};

__attribute__((constructor)) static void early(void) { order = order * 10 + 1; }
static void late(void) { order = order * 10 + 2; }

static int descending(const void *a, const void *b) { return *(const int *)b - *(const int *)a; }

__attribute__((noinline)) static void thrower(int n) {
  volatile int deep[5] = {n, n + 1, n + 2, n + 3, n + 4};
  if (n == 0) longjmp(place, deep[2]);
  thrower(n - 1);
  order = deep[4];
}

__attribute__((noinline)) static int catcher(int n) {
  volatile int tries = 0;
  int got = setjmp(place);
  if (got == 0) thrower(n);
  if (++tries < 2) longjmp(place, 7);
  return got + tries;
}

__attribute__((noinline)) static struct big make(int n, long long wide) {
  struct big made;
  memset(&made, n, sizeof made);
  made.wide = wide / (n | 1);
  return made;
}

__attribute__((noinline)) static int even(int n);
__attribute__((noinline)) static int odd(int n) {
  order++;
  return n == 0 ? 0 : even(n - 1);
}
__attribute__((noinline)) static int even(int n) {
  order--;
  return n == 0 ? 1 : odd(n - 1);
}

/* The frame is only needed on one way. */
__attribute__((noinline)) static int rarely(int n, step next) {
  if (n < 3) return n;
  int block[4] = {n, n, n, n};
  for (int i = 0; i < 4; i++) block[i] = next(block[i] - i);
  return block[0] + block[3];
}

__attribute__((noinline)) static int grows(int n) {
  int sum = 0;
  for (int i = 1; i < n; i++) {
    _Alignas(16) char fixed[16];
    char *block = __builtin_alloca((unsigned)(i * 5));
    memset(block, i, (size_t)(i * 5));
    memcpy(fixed, block, 5);
    sum += block[i] + fixed[1] + rarely(i, even);
  }
  return sum;
}

__attribute__((noinline)) static long long mixed(int count, ...) {
  va_list list;
  va_start(list, count);
  long long sum = 0;
  for (int i = 0; i < count; i++) sum += i & 1 ? va_arg(list, int) : va_arg(list, long long);
  va_end(list);
  return sum * sum % 1000003;
}

static const step steps[] = {odd, even, abs};

int main(void) {
  atexit(late);
  int list[6] = {3, 1, 4, 1, 5, 9};
  qsort(list, 6, sizeof *list, descending);
  char *copy = malloc(40);
  strcpy(copy, "12");
  int sum = catcher(3) + atoi(copy) + list[0];
  struct big big = make(sum, 1234567890123ll);
  for (int i = 0; i < 3; i++) sum += rarely(i + 2, steps[i]) + steps[i](3);
  sum += grows(5) + (int)mixed(4, 5ll, 6, 7ll, 8) + big.words[1] + (int)(big.wide >> 3);
  puts("done");
  free(copy);
  return sum & 63;
}
