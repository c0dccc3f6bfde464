/* Structs, unions, arrays and initialisers: by value, nested, designated, compound, flexible, overlapping. */
#include <stddef.h>
#include <stdint.h>
#include <stdarg.h>
typedef unsigned u32; typedef uint64_t u64; typedef unsigned char u8;
static u32 hash;
static void mix(u32 v) { hash = (hash ^ v) * 16777619u + (hash >> 15); }
static void bytes(const void *p, u32 n) { for (const u8 *b = p; n--; b++) mix(*b); }

/* Results of every size from 1 to 64 bytes, aligned to 1 and to the largest power of two that divides the size. */
#define SIZE(N) struct s##N { u8 v[N]; }; __attribute__((noinline)) static struct s##N make##N(u32 n, int k) { struct s##N r; for (int i = 0; i < N; i++) r.v[i] = (u8)(n * (u32)(i + k)); return r; } \
  __attribute__((noinline)) static u32 take##N(u32 a, struct s##N s, int b) { s.v[N / 2] ^= (u8)a; u32 t = (u32)b; for (int i = 0; i < N; i++) t = t * 31 + s.v[i]; return t; } \
  static u32 va##N(int count, ...) { va_list ap; va_start(ap, count); u32 t = 0; while (count--) { struct s##N s = va_arg(ap, struct s##N); int k = va_arg(ap, int); t = t * 7 + take##N((u32)k, s, count); } va_end(ap); return t; }
#define EACH(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(15) X(16) X(17) X(20) X(23) X(24) X(31) X(32) X(33) X(40) X(47) X(48) X(63) X(64)
EACH(SIZE)
#define USE(N) { struct s##N a = make##N(n, N), b = make##N(n + 1, 3); mix(take##N(n, a, N)); a = b; b.v[0]++; mix(take##N(1, a, 2)); mix(va##N(2, a, 5, b, -6)); struct s##N (*f)(u32, int) = n & 1 ? make##N : make##N; mix(f(n, 9).v[N - 1]); }
static void sizes(u32 n) { EACH(USE) }
struct words1 { u32 a; }; struct words2 { u32 a; float b; }; struct words3 { u32 a, b, c; }; struct shorts { short a, b, c; }; struct mixture { u8 a; u64 b; u8 c; }; struct floats { float a, b; }; struct one_double { double d; }; struct pointer { const char *p; };
__attribute__((noinline)) static struct words2 swap2(struct words2 w) { struct words2 r = {(u32)w.b, (float)w.a}; return r; }
__attribute__((noinline)) static struct words3 turn3(struct words3 w) { return (struct words3){w.b, w.c, w.a}; }
__attribute__((noinline)) static struct shorts turns(struct shorts w) { return (struct shorts){w.c, w.a, (short)-w.b}; }
__attribute__((noinline)) static struct mixture more(struct mixture m, struct mixture k) { m.b += k.a; m.a = k.c; m.c++; return m; }
__attribute__((noinline)) static struct floats sum(struct floats a, struct one_double d) { a.a += (float)d.d; a.b -= a.a; return a; }
__attribute__((noinline)) static struct pointer step(struct pointer p, int n) { p.p += n; return p; }
static void kinds(u32 n) {
  struct words2 w = swap2(swap2((struct words2){n, 3})); mix(w.a + (u32)w.b); struct words3 t = turn3(turn3((struct words3){n, 2, 3})); mix(t.a * 3 + t.b * 5 + t.c); struct shorts s = turns((struct shorts){(short)n, -2, 3}); mix((u32)(s.a * 3 + s.b * 5 + s.c)); struct mixture m = more((struct mixture){1, n, 255}, (struct mixture){9, 8, 7}); mix(m.a + (u32)m.b * 3 + m.c); struct floats f = sum((struct floats){(float)n, 2}, (struct one_double){0.5}); mix((u32)(int)(f.a * 4) + (u32)(int)(f.b * 8)); mix((u8)*step((struct pointer){"abcdefghi"}, (int)n).p); mix(turn3(turn3(t)).b);
}
struct tree { struct tree *left, *right; int key; union { int i; float f; u8 b[6]; } data; };
static struct tree nodes[16]; static int used;
static struct tree *insert(struct tree *t, int key) { if (t == NULL) { t = &nodes[used++]; *t = (struct tree){.key = key, .data = {.b = {[3] = (u8)key}}}; return t; } if (key < t->key) t->left = insert(t->left, key); else if (key > t->key) t->right = insert(t->right, key); return t; }
static int walk(const struct tree *t, int depth) { return t ? walk(t->left, depth + 1) * 3 + t->key * depth + walk(t->right, depth + 1) + t->data.b[3] : 1; }
static void trees(u32 n) { used = 0; struct tree *root = NULL; for (u32 i = 0; i < 12; i++) root = insert(root, (int)((i * 7 + n) % 13)); mix((u32)walk(root, 1)); mix((u32)used); }
struct point { int x, y; }; struct shape { const char *name; struct point corner[3]; union { struct { u8 r, g, b; }; u32 rgb; }; int (*area)(const struct shape *); };
static int box(const struct shape *s) { return (s->corner[1].x - s->corner[0].x) * (s->corner[1].y - s->corner[0].y); }
static int triangle(const struct shape *s) { const struct point *p = s->corner; return (p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[2].x - p[0].x) * (p[1].y - p[0].y); }
static const struct shape shapes[] = {[2] = {"box", {{1, 2}, {5, 9}}, .rgb = 0x123456, .area = box}, [0] = {.area = triangle, .corner = {[1] = {3, 4}, [2].y = 8, [0].x = -1}, .name = "tri", .r = 9}, {"last", {[1].y = 6}, {{.b = 7}}, box}};
static void designated(u32 n) { for (u32 i = 0; i < sizeof shapes / sizeof *shapes; i++) { const struct shape *s = &shapes[(i + n) % 3]; mix((u32)s->area(s)); mix((u8)s->name[i]); mix(s->rgb & 0xffffff); mix((u32)s->corner[i].y); }
  int a[] = {1, [5] = 6, 7, [2] = 3, 4, [5] = (int)n}; bytes(a, sizeof a); mix(sizeof a); char text[2][4] = {"ab", {'x', [3] = 'y'}}; bytes(text, sizeof text); char exact[3] = "abc"; bytes(exact, 3); struct point p[2] = {[0 ... 1] = {.y = 5, .x = (int)n}}; mix((u32)(p[1].x + p[1].y)); int *q = (int[]){1, 2, (int)n}; q[1] += q[2]; mix((u32)q[1]); mix(sizeof(struct shape)); mix(offsetof(struct shape, corner[1].y)); const char *s = "tail" "\0" "more"; mix((u8)s[6]); int m[2][3] = {1, 2, 3, 4}; mix((u32)(m[1][0] + m[1][2])); struct { int a[2]; struct point p; } braces = {1, 2, 3}; mix((u32)(braces.p.x + braces.p.y)); }
struct flexible { u8 count; short tail[]; }; static struct flexible fixed = {3, {10, 20, 30}};
static void flexible(u32 n) { mix(sizeof(struct flexible)); fixed.tail[n % 3] += (short)n; for (int i = 0; i < fixed.count; i++) mix((u32)fixed.tail[i]); union { u8 room[32]; struct flexible f; } u = {{0}}; u.f.count = 5; for (int i = 0; i < 5; i++) u.f.tail[i] = (short)(i * (int)n); bytes(&u, 12); }
struct block { int v[20]; u8 tail[3]; };
static struct block blocks[3]; static struct block *volatile where = blocks;
__attribute__((noinline)) static struct block change(struct block b) { b.v[3] += b.v[4]; b.tail[2] ^= 3; return b; }
static void copies(u32 n) { for (u32 i = 0; i < 20; i++) blocks[0].v[i] = (int)(i * n); blocks[1] = blocks[2] = blocks[0]; blocks[1].v[3] = 7; blocks[2] = change(blocks[1]); blocks[0] = change(blocks[0]); where[1] = where[1]; *(where + 1) = n & 1 ? blocks[0] : blocks[2]; struct block l = *where, k = l; k.v[19]--; l = change(change(k)); mix((u32)change(l).v[3]); bytes(&l.tail, 3); for (u32 i = 0; i < 20; i++) mix((u32)(blocks[i % 3].v[i] + l.v[i] - k.v[i])); struct { struct block b; int x; } outer = {blocks[1], (int)n}, other; other = outer; other.b = change(outer.b); mix((u32)(other.b.v[3] + other.x + outer.b.v[3])); }
union pun { float f; u32 u; int i; u8 b[4]; struct { unsigned short low, high; } h; }; union pun2 { double d; u64 u; u32 w[2]; };
static void puns(u32 n) { union pun p = {.f = (float)n + 0.5f}; mix(p.u); mix(p.b[2]); mix(p.h.high); p.h.low = 0x1234; mix(p.u); p.u ^= 0x80000000; mix((u32)(int)p.f); union pun2 d = {(double)n * 1.5}; mix(d.w[1]); d.w[1] += 0x100000; mix((u32)(int)d.d); d.u |= 1; mix(d.w[0]); float f = 2.5f; u32 raw; __builtin_memcpy(&raw, &f, 4); mix(raw); union pun arr[3] = {{1}, {2}, {.u = 3}}; arr[n % 3] = p; mix(arr[1].u + arr[2].u); mix(((union pun){.i = -5}).u); }
u32 test(u32 n) {
  hash = n + 7; n %= 11; sizes(n); kinds(n); trees(n); designated(n); flexible(n); copies(n); puns(n); return hash;
}
