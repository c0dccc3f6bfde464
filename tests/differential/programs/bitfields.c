/* Bit-fields: every width, sign, straddling, packing, zero width, unions, volatile, initialisers and arithmetic on them. */
#include <stdint.h>
typedef unsigned u32; typedef uint64_t u64;
static u32 hash;
static void mix(u32 v) { hash = (hash ^ v) * 16777619u + (hash >> 15); }
static void mix64(u64 v) { mix((u32)v); mix((u32)(v >> 32)); }
static void bytes(const void *p, u32 n) { for (const unsigned char *b = p; n--; b++) mix(*b); }

struct mixed { u32 a : 3; int b : 5; unsigned char c : 7; u32 : 0; signed char d : 1; short e : 9; u32 f : 31; _Bool g : 1; u64 h : 33; int64_t i : 47; };
struct odd { unsigned char a : 1; u32 b : 30; unsigned short c : 15; u32 : 4; int d : 13; };
struct __attribute__((packed)) tight { u32 a : 5; u64 b : 40; int c : 20; unsigned char d; int64_t e : 63; u32 f : 32; };
struct two { int a : 1; u32 b : 1; };
union overlay { struct { u32 low : 12, middle : 13, high : 7; } part; u32 whole; unsigned char byte[4]; };
struct nested { struct two t[3]; struct { u32 x : 10; u32 y : 10; }; int z : 12; };
struct volatiles { volatile u32 a : 6; volatile int b : 10; volatile u32 c : 16; };
struct wide { u64 a : 1; u64 b : 62; u64 c : 1; int64_t d : 64; u64 e : 20, f : 20, g : 20; };
static const struct mixed constants = {5, -9, 100, -1, -200, 0x7ffffff0, 1, 0x1abcdef01ull, -0x123456789abcll};
static struct tight table[3] = {{1, 2, 3, 4, 5, 6}, {.e = -1, .a = 31}, {.b = 0xfffffffffull, .c = -524288}};

static void write_read(u32 n) {
  struct mixed m; __builtin_memset(&m, 0, sizeof m); m = constants;
  mix(m.a); mix((u32)m.b); mix(m.c); mix((u32)m.d); mix((u32)m.e); mix(m.f); mix(m.g); mix64(m.h); mix64((u64)m.i);
  m.a = n; m.b = (int)(n * 3); m.c = (unsigned char)(n * 7); m.d = n & 1; m.e = (short)(n * 123); m.f = n * 0x1234567u; m.g = n; m.h = n * 0x123456789ull; m.i = -(int64_t)(n * 0x98765432ull);
  mix(m.a); mix((u32)m.b); mix(m.c); mix((u32)m.d); mix((u32)m.e); mix(m.f); mix(m.g); mix64(m.h); mix64((u64)m.i); mix(sizeof m);
}
/* The value of an assignment is the value of the field afterwards. */
static void values(u32 n) {
  struct mixed m = constants; u32 x = m.a = n + 13; mix(x); int y = m.b = (int)n + 100; mix((u32)y); mix(m.a++); mix(++m.a); mix(m.a); mix((u32)m.b--); mix((u32)--m.b); mix((u32)(m.d = 1)); mix((u32)(m.d = (signed char)n)); mix(m.g += 2); mix(m.g -= 1); mix64(m.h += 0xffffffff); mix64((u64)(m.i <<= 3)); mix64((u64)(m.i /= 7)); mix((u32)(m.e *= 3)); mix((m.c >>= 1) + (m.f ^= 0x55555555)); mix((u32)(m.b > m.c)); mix((u32)(m.a - 8 < 0)); mix((u32)(m.f - 1 > 0)); mix((u32)(m.h - 0x200000000ull > 5)); mix((u32)~m.a); mix((u32)(m.a << 30 >> 30)); mix((u32)-m.c);
}
static void straddling(u32 n) {
  struct odd o[3]; __builtin_memset(o, 0xff, sizeof o); o[1].a = 0; o[1].b = n * 77; o[1].c = (unsigned short)n; o[1].d = -(int)n; mix(o[0].b); mix(o[1].b); mix(o[1].c); mix((u32)o[1].d); mix(o[2].a); mix(o[2].c); o[n % 3].c += 5; mix(o[n % 3].c); mix(sizeof(struct odd)); struct odd copy = o[1]; copy.b++; mix(copy.b ^ o[1].b);
}
static void packed(u32 n) {
  struct tight *t = &table[n % 3]; t->b += n; t->c ^= (int)n; t->d++; t->e -= n; t->f = t->a; for (int i = 0; i < 3; i++) { mix(table[i].a); mix64(table[i].b); mix((u32)table[i].c); mix(table[i].d); mix64((u64)table[i].e); mix(table[i].f); } bytes(table, sizeof table);
}
static void unions(u32 n) {
  union overlay o; o.whole = n * 0x9e3779b9u; mix(o.part.low); mix(o.part.middle); mix(o.part.high); o.part.middle = n; mix(o.whole); mix(o.byte[2]); o.byte[1] ^= 0x5a; mix(o.part.low); union overlay p = {.part = {.high = 3, .low = 9}}; mix(p.whole);
  struct nested s = {{{-1, 1}, {0, 1}, {.b = 0}}, .x = 1000, .y = 24, .z = -2048}; mix((u32)s.t[n % 3].a); mix(s.t[n % 3].b); s.x += n; s.y -= 25; mix(s.x); mix(s.y); mix((u32)s.z); mix((u32)(s.t[0].a < 0)); mix((u32)(s.t[0].a == 1));
}
static void volatiles(u32 n) { struct volatiles v = {1, 2, 3}; v.a += n; v.b -= (int)n; v.c = v.a * 3u; v.c++; mix(v.a); mix((u32)v.b); mix(v.c); struct volatiles *p = &v; p->b = p->c; mix((u32)p->b); }
static void wides(u32 n) {
  struct wide w = {1, 0x2aaaaaaaaaaaaaaaull, 1, -5, 0xfffff, 1, 0x80000}; w.b ^= n; w.d *= (int)n; w.e += n; w.f = w.e - 1; w.g >>= 1; w.c = n; mix64(w.a + w.b); mix64(w.c); mix64((u64)w.d); mix64((u64)w.e * w.f); mix64(w.g); mix64(w.b << 3); mix64((u64)(w.b > (u64)w.d));
}
static struct two pass(struct two t, struct mixed m) { t.a = m.b; t.b = m.c; return t; }
static void passing(u32 n) { struct two t = {0, 1}; struct mixed m = constants; m.b = (int)n; t = pass(t, m); mix((u32)t.a); mix(t.b); struct two array[5] = {{0}}; for (u32 i = 0; i < 5; i++) array[i].b = i & n; for (u32 i = 0; i < 5; i++) mix(array[i].b << i); }
u32 test(u32 n) {
  hash = n + 5; write_read(n); values(n); straddling(n); packed(n); unions(n); volatiles(n); wides(n); passing(n); write_read(n * 0x10001); values(n * 0x7777); return hash;
}
