/* setjmp and longjmp: values, nesting, registers, loops, variable arrays, and errors handled across calls. */
#include <setjmp.h>
#include <stdio.h>

static jmp_buf outer, inner;
static int depth;

static void descend(int n)
{
  volatile char room[40];
  room[n] = (char)n;
  if (n == 0)
    longjmp(outer, depth);
  descend(n - 1);
  depth += room[n];
}

static int values(void)
{
  /* What longjmp is asked to give; 0 becomes 1. */
  static const int asked[] = {5, 0, -1, 1 << 30};
  volatile int next = 0;
  int got = setjmp(outer);
  if (got != 0)
    printf("%d ", got);
  if (next < 4)
    longjmp(outer, asked[next++]);
  puts("");
  return next;
}

static int kept(int a, int b, int c, int d, int e, int f)
{
  /* None of these changes after setjmp, so all of them must be right, wherever the compiler keeps them. */
  int g = a * b, h = c * d, i = e * f, j = a - f, k = b ^ e, l = c + d + 7;
  depth = 3;
  if (setjmp(outer) == 0)
    descend(20);
  return a + 2 * b + 3 * c + 5 * d + 7 * e + 11 * f + 13 * g + 17 * h + 19 * i + 23 * j + 29 * k + 31 * l;
}

static int nested(void)
{
  volatile int trail = 0;
  if (setjmp(outer) == 0) {
    if (setjmp(inner) == 0) {
      trail = 1;
      longjmp(inner, 1);
    }
    trail = trail * 10 + 2;
    longjmp(outer, 1);
  }
  return trail * 10 + 3;
}

static int array_of(int n)
{
  volatile int tries = 0;
  int sum = 0;
  int numbers[n];
  for (int i = 0; i < n; ++i)
    numbers[i] = i * i;
  setjmp(inner);
  if (++tries < 3)
    longjmp(inner, 1);
  for (int i = 0; i < n; ++i)
    sum += numbers[i];
  return sum;
}

struct parser {
  jmp_buf failed;
  const char *next;
};

static int number(struct parser *p)
{
  int n = 0;
  if (*p->next < '0' || *p->next > '9')
    longjmp(p->failed, *p->next ? *p->next : 1);
  while (*p->next >= '0' && *p->next <= '9')
    n = n * 10 + *p->next++ - '0';
  return n;
}

static void sum(const char *text)
{
  struct parser p = {.next = text};
  int bad = setjmp(p.failed);
  if (bad) {
    printf("%s: '%c' at %d\n", text, bad == 1 ? '$' : bad, (int)(p.next - text));
    return;
  }
  int total = number(&p);
  while (*p.next == '+') {
    ++p.next;
    total += number(&p);
  }
  printf("%s: %d\n", text, total);
}

int main(void)
{
  printf("%d\n", values());
  printf("%d\n", kept(1, 2, 3, 4, 5, 6));
  printf("%d\n", nested());
  printf("%d\n", array_of(10));
  sum("1+22+333");
  sum("1+x");
  sum("1+");
  return 0;
}
