/* Control flow: switches of all shapes, nested loops, goto, recursion, short-circuit logic, computed calls. */
typedef unsigned u32;
static u32 hash;
static void mix(u32 v) { hash = (hash ^ v) * 16777619u + (hash >> 15); }

static int dense(int x) {
  switch (x) {
    case 0: return 3; case 1: return 1; case 2: return 4; case 3: return 1; case 4: return 5; case 5: return 9;
    case 6: return 2; case 7: return 6; case 8: return 5; case 9: return 3; case 10: return 5; default: return -1;
  }
}
static int sparse(int x) {
  switch (x) {
    case -2147483647 - 1: return 1; case -1000: return 2; case -1: return 3; case 0: return 4; case 5: return 5;
    case 77: return 6; case 1000: return 7; case 65536: return 8; case 1000000: return 9; case 2147483647: return 10;
  }
  return 0;
}
static int ranges(int x) {
  switch (x) {
    case 'a' ... 'z': return 1; case 'A' ... 'Z': return 2; case '0' ... '9': return 3; case ' ': case '\t': case '\n': return 4;
    case 128 ... 255: return 5; default: return 0;
  }
}
static int fall(int x) {
  int r = 0;
  switch (x & 7) { case 0: r += 1; case 1: r += 10; case 2: r += 100; break; case 5: r = 7; default: r += 1000; case 6: r++; }
  return r;
}
static int narrow(signed char c) { switch (c) { case -128: return 1; case -1: return 2; case 0: return 3; case 127: return 4; } return 5; }
static int work(int x) {
  int i = 0, total = 0;
again:
  for (;; i++) {
    if (i > 40) goto out;
    if (i % 3 == 0) continue;
    for (int j = i; j; j >>= 1) { if ((j ^ x) == 9) { i += 2; goto again; } if (j & 1) total += j; else if (total > 5000) break; }
  }
out:
  return total + i;
}
static u32 ack(u32 m, u32 n) { return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
static int even(int n); static int odd(int n) { return n == 0 ? 0 : even(n - 1); } static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
static int plus(int a, int b) { return a + b; } static int minus(int a, int b) { return a - b; } static int times(int a, int b) { return a * b; }
static int (*const operations[])(int, int) = {plus, minus, times};
static int logic(int a, int b, int c) { return (a && b) || (!c && a > b) ? (a || (b && c)) + 2 : (a & b) == c && b != c; }
static u32 collatz(u32 n) { u32 steps = 0; do { n = n & 1 ? 3 * n + 1 : n / 2; steps++; } while (n != 1 && steps < 500); return steps; }
static int nine(int a, int b, int c, int d, int e, int f, int g, int h, int i) { return a - b * c + d - e * f + g - h * i; }
static int deep(int n, int a, int b, int c, int d, int e) { return n == 0 ? a + b * 2 + c * 3 + d * 4 + e * 5 : deep(n - 1, b, c, d, e, a + n) + a; }

u32 test(u32 n) {
  hash = 1;
  for (int i = -3; i < 300; i++) {
    mix((u32)dense(i)); mix((u32)ranges(i)); mix((u32)fall(i)); mix((u32)narrow((signed char)i)); mix((u32)work(i)); mix(collatz((u32)i + 4));
    mix((u32)operations[(u32)(i + 3) % 3](i, (int)n)); mix((u32)logic(i & 1, i & 2, i & 4)); mix((u32)logic(i, (int)n, i / 3));
  }
  static const int probes[] = {-2147483647 - 1, -1000, -999, -1, 0, 4, 5, 77, 1000, 65536, 1000000, 2147483647, 2147483646};
  for (u32 i = 0; i < sizeof probes / sizeof *probes; i++) mix((u32)sparse(probes[i]));
  mix(ack(2, n % 5 + 2)); mix((u32)even((int)n + 10)); mix((u32)nine(1, 2, 3, 4, 5, 6, 7, 8, (int)n)); mix((u32)deep((int)n + 5, 1, 2, 3, 4, 5));
  return hash;
}
