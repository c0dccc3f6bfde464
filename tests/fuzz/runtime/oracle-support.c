/* What clang calls for 128-bit integers on wasm32: the oracle has no C library. */
typedef unsigned long long u64;
typedef unsigned __int128 u128;
typedef __int128 i128;

static u128 make(u64 high, u64 low) {
  union { u64 word[2]; u128 all; } v = {{low, high}};
  return v.all;
}
static u64 low_of(u128 v) { return (u64)v; }
static u64 high_of(u128 v) {
  union { u128 all; u64 word[2]; } u = {v};
  return u.word[1];
}

u128 __multi3(u128 a, u128 b) {
  u64 al = low_of(a), bl = low_of(b);
  u64 a0 = al & 0xffffffff, a1 = al >> 32, b0 = bl & 0xffffffff, b1 = bl >> 32;
  u64 p0 = a0 * b0, p1 = a0 * b1, p2 = a1 * b0, p3 = a1 * b1;
  u64 middle = (p0 >> 32) + (p1 & 0xffffffff) + (p2 & 0xffffffff);
  u64 high = p3 + (p1 >> 32) + (p2 >> 32) + (middle >> 32);
  return make(high + high_of(a) * bl + al * high_of(b), (middle << 32) | (p0 & 0xffffffff));
}
u128 __ashlti3(u128 a, int n) {
  n &= 127;
  if (n == 0) return a;
  if (n >= 64) return make(low_of(a) << (n - 64), 0);
  return make(high_of(a) << n | low_of(a) >> (64 - n), low_of(a) << n);
}
u128 __lshrti3(u128 a, int n) {
  n &= 127;
  if (n == 0) return a;
  if (n >= 64) return make(0, high_of(a) >> (n - 64));
  return make(high_of(a) >> n, low_of(a) >> n | high_of(a) << (64 - n));
}
u128 __ashrti3(u128 a, int n) {
  long long high = (long long)high_of(a);
  n &= 127;
  if (n == 0) return a;
  if (n >= 64) return make((u64)(high >> 63), (u64)(high >> (n - 64)));
  return make((u64)(high >> n), low_of(a) >> n | (u64)high << (64 - n));
}
