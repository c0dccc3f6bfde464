/* Integer arithmetic of every narrow width, signed and unsigned, with wrap-around and all operators. */
typedef signed char i8;
typedef unsigned char u8;
typedef short i16;
typedef unsigned short u16;
typedef unsigned u32;

static u32 hash = 0;
static void mix(u32 v) { hash = (hash ^ v) * 16777619u + (hash >> 15); }

static u32 seed;
static u32 next(void) { return seed = seed * 1664525u + 1013904223u; }

#define OPERATE(T)                                                                                   \
  static void operate_##T(T a, T b) {                                                                \
    T s = (T)((b & 15) % (8 * (int)sizeof(T)));                                                      \
    mix((u32)(T)(a + b)); mix((u32)(T)(a - b)); mix((u32)(T)(a * b));                                \
    if (b != 0 && b != (T)-1) { mix((u32)(T)(a / b)); mix((u32)(T)(a % b)); }                        \
    mix((u32)(T)(a & b)); mix((u32)(T)(a | b)); mix((u32)(T)(a ^ b)); mix((u32)(T)~a); mix((u32)(T)-a); \
    mix((u32)(T)((T)(a >> s))); mix((u32)(T)((u32)a << s));                                          \
    mix(a < b); mix(a <= b); mix(a > b); mix(a >= b); mix(a == b); mix(a != b);                      \
    mix(a ? (u32)b : 7u); mix(!a); mix((u32)(a < b ? a : b));                                        \
    T x = a; x += b; x -= 3; x *= 5; x ^= 9; x++; --x; mix((u32)x);                                  \
  }
OPERATE(i8)
OPERATE(u8)
OPERATE(i16)
OPERATE(u16)
OPERATE(int)
OPERATE(u32)

static int divide(int a) { return a / 7 + a / 8 * 3 + a % 10 + a / -3 + (a % 16); }
static u32 udivide(u32 a) { return a / 7 + a / 8 * 3 + a % 10 + a / 1000003u + (a % 16) + a / 0x80000001u; }
static u32 rotate(u32 a, u32 n) { return (a << (n & 31)) | (a >> (-n & 31)); }
static u32 swap(u32 a) { return (a >> 24) | ((a >> 8) & 0xff00) | ((a << 8) & 0xff0000) | (a << 24); }
static int popcount(u32 a) { int n = 0; while (a) { a &= a - 1; n++; } return n; }
static int mixed(i8 a, u16 b, int c, u8 d) { return a * b - c / (d | 1) + (a < (int)b) - (c > d); }

u32 test(u32 n) {
  static const u32 edges[] = {0, 1, 2, 7, 8, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff8};
  hash = 2166136261u;
  seed = n * 7919u + 1;
  for (u32 i = 0; i < sizeof edges / sizeof *edges; i++)
    for (u32 j = 0; j < sizeof edges / sizeof *edges; j++) {
      u32 a = edges[i], b = edges[j];
      if (n & 1) { a ^= next(); b += next() >> (next() & 31); }
      operate_i8((i8)a, (i8)b); operate_u8((u8)a, (u8)b); operate_i16((i16)a, (i16)b);
      operate_u16((u16)a, (u16)b); operate_u32(a, b);
      if (b != 0x80000000u && a != 0x80000000u) operate_int((int)(a & 0x7fff), (int)(b & 0x7fff));
      mix((u32)divide((int)a)); mix(udivide(a)); mix(rotate(a, b)); mix(swap(a)); mix((u32)popcount(a));
      mix((u32)mixed((i8)a, (u16)b, (int)(a >> 3), (u8)b));
    }
  return hash;
}
