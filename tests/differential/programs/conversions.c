/* Promotions, conversions and operators at the edges of the integer types. */
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
typedef unsigned u32;
static u32 hash;
static void mix(u32 v) { hash = (hash ^ v) * 16777619u + (hash >> 15); }
static void mix64(uint64_t v) { mix((u32)v); mix((u32)(v >> 32)); }

/* Unsigned narrow types promote to int: the results may be negative. */
static void promotions(u32 n) {
  unsigned char a = (unsigned char)n, b = 200;
  unsigned short s = 65535, t = (unsigned short)(n * 3);
  mix((u32)(a - b)); mix((u32)(~a >> 1)); mix((u32)(a - b < 0)); mix((u32)(-a)); mix((u32)((a << 24) >> 24)); mix((u32)(s * 2 + t));
  mix((u32)(sizeof(a + b))); mix((u32)(sizeof(+a))); mix((u32)((unsigned char)(a + b) > a)); mix(!a); mix((u32)sizeof(!a)); mix((u32)-(s == 65535));
  a += b; mix(a); a -= 2 * b; mix(a); a *= b; mix(a); a /= 7; mix(a); a <<= 3; mix(a); a |= s; mix(a); a = ~a; mix(a); a--; a--; mix(a); mix((u32)a--); mix((u32)++a);
  s += 2; mix(s); s = (unsigned short)-1; s++; mix(s); s -= 1; mix((u32)(s >> 4)); s ^= 0x1ff; mix(s); s %= 1000; mix(s);
}
/* What is compared with an unsigned operand is unsigned, at the wider width. */
static void mixed_signs(u32 n) {
  int minus = -1; unsigned one = 1; long long big = -5; unsigned long long ubig = 5; short sh = -1; unsigned short ush = 65535; signed char c = (signed char)(n - 3);
  mix(minus > one); mix(minus < (int)one); mix(big < one); mix(big > ubig); mix(sh == ush); mix((unsigned)sh == ush); mix(c < n); mix((long long)c < n); mix(c < (unsigned char)200);
  mix64((uint64_t)(minus + one)); mix64((uint64_t)(big + one)); mix64((uint64_t)(minus * 1ull)); mix64((uint64_t)(c ? big : one)); mix64((uint64_t)(n > 3 ? minus : one));
  mix64((uint64_t)(-1 / 2u)); mix64((uint64_t)(-1ll / 2u)); mix64((uint64_t)(-7 % 3)); mix64((uint64_t)(-7 / 3)); mix64((uint64_t)(7 / -3)); mix64((uint64_t)(7 % -3)); mix64(ubig % 3u - 7);
}
static void extremes(u32 n) {
  volatile int low = INT_MIN, high = INT_MAX; volatile long long llow = LLONG_MIN, lhigh = LLONG_MAX; volatile unsigned char vc = 255; volatile signed char sc = -128;
  mix((u32)(low / 2)); mix((u32)(low / 3)); mix((u32)(low % 7)); mix((u32)(low + high)); mix((u32)low >> 31); mix((u32)(low >> 31)); mix((u32)(high / -1)); mix((u32)-(low + 1)); mix((u32)(low / INT_MIN)); mix((u32)(high % INT_MIN));
  mix64((uint64_t)(llow / 2)); mix64((uint64_t)(llow / 1000000007)); mix64((uint64_t)(llow % 1000)); mix64((uint64_t)(lhigh >> 62)); mix64((uint64_t)(llow >> 63)); mix64((uint64_t)lhigh * 3); mix64((uint64_t)(lhigh / (int)(n + 2))); mix64((uint64_t)(llow + lhigh));
  vc++; mix(vc); vc--; mix(vc); sc--; mix((u32)sc); mix((u32)(signed char)(sc + 200)); mix((u32)(short)(low + (int)n)); mix((u32)(int)(signed char)high);
}
/* To _Bool every value but 0 is 1. */
static void booleans(u32 n) {
  _Bool b = 256; mix(b); b = 0.5; mix(b); b = (bool)(n & 0x100); mix(b); b = (void *)&n; mix(b); b++; mix(b); b--; mix(b); b -= 1; mix(b); b += 300; mix(b); b ^= 1; mix(b); b = -b; mix(b); b = ~b; mix(b);
  bool t[4] = {n, n & 1, n & 2, n & 4}; for (int i = 0; i < 4; i++) mix((u32)(t[i] << i)); mix((u32)(t[0] + t[1] + t[2] + t[3])); mix(t[n & 3] == !!t[n & 3]); mix((u32)-t[1]); mix(t[0] > t[1]);
  long long wide = 0x100000000ll * n; b = wide; mix(b); float f = 1e-40f; b = f; mix(b); b = !f; mix(b);
}
static void shifts(u32 n) {
  int64_t v = -0x123456789abcdefll; uint64_t u = 0xfedcba9876543210ull; int8_t c = -77; uint16_t h = 0xbeef;
  for (u32 i = 0; i < 64; i += 1 + n % 5) { mix64((uint64_t)(v >> i)); mix64(u >> i); mix64(u << i); if (i < 31) { mix((u32)(c >> (i & 7))); mix((u32)(h >> (i & 15))); mix((u32)h << i); mix((u32)(c >> i)); } }
  mix64(u << 32 | u >> 32); mix64(u << (n & 63) | u >> (-n & 63)); mix((u32)(u >> 28)); mix((u32)(v >> 31)); mix64((uint64_t)((int64_t)(u << 8) >> 40)); mix64((uint64_t)(int32_t)u << 3); mix64((u32)v >> 3); mix((u32)1 << (n & 31) >> (n & 31)); v >>= n & 1 ? 63 : 33; mix64((uint64_t)v);
}
/* Operands and their order: each side effect happens once. */
static u32 calls; static u32 next(void) { return ++calls; }
static void side_effects(u32 n) {
  u32 a[8] = {0}, i = 0; calls = n; a[next() & 7] += 5; a[i++] = 3; a[i++ & 7] |= 9; mix(i); for (int k = 0; k < 8; k++) mix(a[k]);
  u32 x = (next(), next()); mix(x); x = n && next() || next(); mix(x); x = n ? next() : (next(), next()); mix(x); mix(calls); mix((u32)sizeof(next())); mix(calls); x = next() == n + 5; mix(x);
  int vla = 3; mix((u32)sizeof(int[vla++])); mix((u32)vla); u32 *p = a; *p++ += 2; *++p = 7; mix((u32)(p - a)); mix(*p-- + a[0]); mix((u32)(p == a + 1)); (void)sizeof(p++); mix((u32)(p - a));
}
enum small { ZERO, TEN = 10, ELEVEN, NEGATIVE = -3, AFTER, HUGE_ONE = 0x7fffffff };
enum packed_one { P0, P1 = 255 } __attribute__((packed));
static void enums(u32 n) {
  enum small e = (enum small)(n % 4); enum packed_one p = P1; mix((u32)e); mix((u32)(e == NEGATIVE + 3)); mix((u32)AFTER); mix((u32)(HUGE_ONE + n)); mix(sizeof(enum packed_one)); mix((u32)p); p = (enum packed_one)((int)p + 1); mix((u32)p);
  switch (e) { case ZERO: mix(1); break; case TEN: case ELEVEN: mix(2); break; default: mix((u32)e * 3); }
}
#define KIND(x) _Generic((x), _Bool: 1, char: 2, signed char: 3, unsigned char: 4, short: 5, unsigned short: 6, int: 7, unsigned: 8, long: 9, unsigned long: 10, long long: 11, unsigned long long: 12, float: 13, double: 14, default: 15)
static void types(u32 n) {
  char c = 'a'; short s = 1; unsigned u = 2; long l = 3; bool b = 1; float f = 1;
  mix(KIND(c)); mix(KIND(+c)); mix(KIND(s)); mix(KIND(s + s)); mix(KIND(u + l)); mix(KIND(l + 1ull)); mix(KIND('a')); mix(KIND(b)); mix(KIND(b + b)); mix(KIND(f + 1)); mix(KIND(f + 1.0)); mix(KIND(1u ? 1 : 2u)); mix(KIND(n > 1)); mix(KIND(2147483648)); mix(KIND(0x80000000)); mix(KIND(4294967296)); mix(KIND(&n)); mix(KIND((short)1 << 1ll)); mix(KIND(L'x')); mix(KIND(u'x')); mix(KIND(U'x'));
  mix((u32)((char)200 > 0)); mix((u32)'\377'); mix((u32)'\x80'); mix((u32)'ab'); mix((u32)u'\xffff'); mix((u32)L'\x80');
}
static void wide_constants(u32 n) {
  uint64_t a = 0x123456789abcdef0ull + n; mix64(a & 0xffffffff00000000); mix64(a | 0x80000000); mix64(a ^ 0xffffffffffffffff); mix64(a + 0xffffffff); mix64(a - 0x100000000); mix64(a * 0x100000001ull); mix64(a / 0x100000000ull); mix64(a % 0x100000000ull); mix64(a & ~0xff); mix64(a & ~0xffu); mix64(-a); mix64(~a); mix(a == 0x123456789abcdef0ull); mix(a > 0x123456789abcdef0ull); mix((int64_t)a < 0); mix64(a << 1 | (a >> 63)); mix64(a >= 0x8000000000000000ull ? a : ~a);
  int64_t s = (int64_t)(a ^ (0ull - (n & 1))); mix64((uint64_t)(s / 10)); mix64((uint64_t)(s % 10)); mix64((uint64_t)(s / -16)); mix64((uint64_t)(s % 16)); mix64((uint64_t)(s / 1000000007)); mix64((uint64_t)(s < 0 ? -s : s)); mix64((uint64_t)(s >> 4 << 4)); mix64((uint64_t)((int32_t)s * (int64_t)(int32_t)(s >> 32))); mix64((uint64_t)(u32)s * (u32)(s >> 32)); mix((u32)(s * s >> 32));
}
u32 test(u32 n) {
  hash = n; promotions(n); mixed_signs(n); extremes(n); booleans(n); shifts(n); side_effects(n); enums(n); types(n); wide_constants(n); wide_constants(n * 0x9e3779b9u); promotions(n * 77);
  return hash;
}
