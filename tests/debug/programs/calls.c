/* Calls of every shape, for walking the stack. */
typedef int (*binary)(int, int);

static volatile int sink;

__attribute__((noinline)) static int leaf(int a, int b) { return a * 3 - b; }

__attribute__((noinline)) static int recursive(int n) {
  if (n <= 0) return 1;
  int below = recursive(n - 1);
  return below + n * recursive(n - 3);
}

__attribute__((noinline)) static int fold(const int *list, int n, binary step) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum = step(sum, list[i]);
  return sum;
}

__attribute__((noinline)) static int many(int a, int b, int c, int d, int e, int f, int g, int h) {
  sink = a + h;
  return leaf(a, b) + leaf(c, d) * leaf(e, f) - g + h;
}

__attribute__((noinline)) static int pressure(int a, int b, int c, int d) {
  int e = leaf(a, b), f = leaf(b, c), g = leaf(c, d), h = leaf(d, a), i = leaf(e, f), j = leaf(g, h);
  int k = leaf(i, j), l = leaf(e, g), m = leaf(f, h), n = leaf(k, l);
  return leaf(a + b, c + d) + e * f + g * h + i * j + k * l + m * n;
}

__attribute__((noinline)) static int dynamic(int n) {
  int block[n];
  for (int i = 0; i < n; i++) block[i] = leaf(i, n);
  int sum = fold(block, n, leaf);
  {
    char more[n * 3];
    for (int i = 0; i < n * 3; i++) more[i] = (char)leaf(i, sum);
    sum += more[n] + many(1, 2, 3, more[0], 5, 6, 7, n);
  }
  return sum;
}

__attribute__((noinline)) static int aligned(int n) {
  _Alignas(32) int block[8];
  for (int i = 0; i < 8; i++) block[i] = n + i;
  return fold(block, 8, leaf);
}

__attribute__((noinline)) static int large(int n) {
  int block[1200];
  for (int i = 0; i < 1200; i += 100) block[i] = n + i;
  return leaf(block[100], block[1100]) + block[n & 1 ? 0 : 300];
}

__attribute__((noinline)) static int variadic(int n, ...) {
  __builtin_va_list args;
  __builtin_va_start(args, n);
  int sum = 0;
  while (n-- > 0) sum = leaf(sum, __builtin_va_arg(args, int));
  __builtin_va_end(args);
  return sum;
}

__attribute__((noinline)) static int tail_of(int n) {
  sink += n;
  return recursive(n - 2);
}

__attribute__((noinline)) static int select(int n) {
  switch (n) {
    case 0: return leaf(n, 4);
    case 1: return recursive(2);
    case 2: return many(n, 1, 2, 3, 4, 5, 6, 7);
    case 3: return 9;
    case 4: return variadic(2, n, 5);
    case 5: sink = 3; return -1;
    case 6: return tail_of(n);
    default: return aligned(n);
  }
}

int main(void) {
  int list[4] = {4, 5, 6, 7};
  int sum = recursive(5) + fold(list, 4, leaf) + many(1, 2, 3, 4, 5, 6, 7, 8) + pressure(1, 2, 3, 4);
  sum += dynamic(5) + aligned(3) + large(2) + variadic(3, 10, 20, 30);
  for (int i = 0; i < 9; i++) sum += select(i);
  return sum;
}
