/* 64-bit integers: everything but division, which is a runtime routine. */
typedef unsigned u32;
typedef long long i64;
typedef unsigned long long u64;
static u32 hash;
static void mix(u32 v) { hash = (hash ^ v) * 16777619u + (hash >> 15); }
static void mix64(u64 v) { mix((u32)v); mix((u32)(v >> 32)); }

static u64 shifts(u64 a, u32 n) { return (a << 1) ^ (a >> 3) ^ (a << 32) ^ (a >> 33) ^ ((u64)((i64)a >> 40)) ^ (a << 63) ^ (u64)((i64)a >> 63) ^ n; }
static i64 select(i64 a, i64 b) { return a < b ? a * 3 - b : b - a; }
static u32 compare(u64 a, u64 b) {
  i64 x = (i64)a, y = (i64)b;
  return (u32)((a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 | (a != b) << 5 | (x < y) << 6 | (x <= y) << 7 | (x > y) << 8 | (x >= y) << 9);
}
static u64 loop(u64 a, int n) { u64 s = 1; for (int i = 0; i < n; i++) { s = s * 6364136223846793005ull + a; a ^= s >> 29; } return s; }
static i64 pass(i64 a, int b, i64 c, short d, i64 e) { return a + b - c * d + (e ^ a); }
static u64 table[4] = {1, 0x100000000ull, 0xffffffffffffffffull, 0x8000000000000000ull};
static int which(i64 x) { switch (x) { case 1: return 1; case 0x100000001LL: return 2; case -1: return 3; case 0x7fffffffffffffffLL: return 4; } return 0; }

u32 test(u32 n) {
  static const u64 edges[] = {0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 0x100000001, 0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff, 0x123456789abcdef0};
  hash = 5;
  for (u32 i = 0; i < 12; i++) for (u32 j = 0; j < 12; j++) {
    u64 a = edges[i] + n, b = edges[j];
    mix64(a + b); mix64(a - b); mix64(a * b); mix64(a & b); mix64(a | b); mix64(a ^ b); mix64(~a); mix64(0 - a);
    mix64(shifts(a, n)); mix64((u64)select((i64)a, (i64)b)); mix(compare(a, b)); mix64((u64)(i64)(int)a); mix64((u64)(u32)b * (u32)a); mix64((u64)((i64)(int)a * (int)b));
    mix64((u64)pass((i64)a, (int)b, 3, -7, (i64)b)); mix((u32)which((i64)a));
    if (a) table[i & 3] += b;
    mix64(table[j & 3]); mix(a && b); mix(!a);
  }
  mix64(loop(n, 20));
  return hash;
}
