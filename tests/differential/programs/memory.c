/* Structs, arrays, pointers, strings, unions, bit-fields, copies, variadic functions, globals with initialisers. */
#include <stdarg.h>
#include <stddef.h>
typedef unsigned u32;
static u32 hash;
static void mix(u32 v) { hash = (hash ^ v) * 16777619u + (hash >> 15); }

void *memcpy(void *d, const void *s, size_t n) { char *p = d; const char *q = s; while (n--) *p++ = *q++; return d; }
void *memmove(void *d, const void *s, size_t n) {
  char *p = d; const char *q = s;
  if (p < q) while (n--) *p++ = *q++; else while (n--) p[n] = q[n];
  return d;
}
void *memset(void *d, int c, size_t n) { char *p = d; while (n--) *p++ = (char)c; return d; }

struct point { short x, y; };
struct shape { char kind; struct point corner[3]; union { int radius; unsigned char bytes[4]; } u; const char *name; struct shape *next; };
struct bits { unsigned a : 3; int b : 5; unsigned c : 17; int d : 7; unsigned : 0; unsigned e : 1; };
struct big { int v[12]; };

static const char hello[] = "hello, world";
static const char *words[] = {"zero", "one", "two", hello + 7, 0};
static struct shape first = {'f', {{1, 2}, {3, 4}, {-5, 6}}, {0x01020304}, "first", 0};
static struct shape second = {.kind = 's', .name = "second", .next = &first, .u.bytes = {9, 8, 7, 6}};
static int *into = &first.u.radius;
static u32 matrix[4][5] = {{1, 2, 3}, {4}, {[4] = 9}};
static short table[] = {-1, 2, -3, 4};

static size_t length(const char *s) { const char *p = s; while (*p) p++; return (size_t)(p - s); }
static struct point add(struct point a, struct point b) { return (struct point){(short)(a.x + b.x), (short)(a.y + b.y)}; }
static struct big make(int n) { struct big b; for (int i = 0; i < 12; i++) b.v[i] = n * i; return b; }
static int total(struct big b, int k) { int t = k; for (int i = 0; i < 12; i++) t += b.v[i]; b.v[0] = 99; return t; }
static int vsum(int count, ...) {
  va_list ap, copy; int s = 0;
  va_start(ap, count); va_copy(copy, ap);
  for (int i = 0; i < count; i++) s = s * 3 + va_arg(ap, int);
  for (int i = 0; i < count; i++) s ^= va_arg(copy, int) << i;
  va_end(ap); va_end(copy);
  return s;
}
static int vmixed(const char *kinds, ...) {
  va_list ap; int s = 0; va_start(ap, kinds);
  for (; *kinds; kinds++) switch (*kinds) {
    case 'i': s += va_arg(ap, int); break;
    case 'l': { long long v = va_arg(ap, long long); s ^= (int)v + (int)(v >> 32); break; }
    case 'p': s += *va_arg(ap, char *); break;
    case 'c': s -= (char)va_arg(ap, int); break;
  }
  va_end(ap); return s;
}
static void sort(int *a, int n) { for (int i = 1; i < n; i++) { int v = a[i], j = i; while (j > 0 && a[j - 1] > v) { a[j] = a[j - 1]; j--; } a[j] = v; } }
static int vla(int n) { int a[n]; for (int i = 0; i < n; i++) a[i] = i * i; int s = 0; for (int i = n - 1; i >= 0; i--) s = s * 7 + a[i]; return s; }

u32 test(u32 n) {
  hash = 3; 
  for (const char **w = words; *w; w++) { mix((u32)length(*w)); for (const char *p = *w; *p; p++) mix((u32)*p); }
  for (struct shape *s = &second; s; s = s->next) {
    mix((u32)s->kind); for (int i = 0; i < 3; i++) { mix((u32)s->corner[i].x); mix((u32)s->corner[i].y); }
    mix((u32)s->u.radius); mix((u32)s->name[1]); s->u.bytes[n & 3] ^= 0x5a; mix((u32)s->u.radius);
  }
  *into += 17; mix((u32)first.u.radius);
  struct point p = add(first.corner[n % 3], (struct point){100, -200}); mix((u32)p.x); mix((u32)p.y);
  struct bits b = {5, -9, 100000, -33, 1}; b.a += n; b.b -= 3; b.c *= 3; b.d ^= 21; mix(b.a); mix((u32)b.b); mix(b.c); mix((u32)b.d); mix(b.e);
  mix((u32)total(make((int)n), 5)); struct big x = make(3), y = x; y.v[5] = 1; mix((u32)(total(x, 1) - total(y, 2)));
  mix((u32)vsum(5, 1, 2, 3, 4, 5)); mix((u32)vsum(0)); mix((u32)vmixed("ilpc", 7, 0x123456789abLL, "xyz", 'q')); mix((u32)vmixed("lil", -1LL, 3, 5LL));
  for (u32 i = 0; i < 4; i++) for (u32 j = 0; j < 5; j++) { matrix[i][j] += i * j + n; mix(matrix[i][j]); }
  for (u32 i = 0; i < 4; i++) mix((u32)table[i]);
  int a[20]; for (int i = 0; i < 20; i++) a[i] = (i * 7919 + (int)n) % 101 - 50; sort(a, 20); for (int i = 0; i < 20; i++) mix((u32)a[i]);
  char buffer[40]; memset(buffer, 'x', sizeof buffer); memcpy(buffer + 3, hello, sizeof hello); memmove(buffer + 5, buffer + 3, 13); for (u32 i = 0; i < sizeof buffer; i++) mix((u32)buffer[i]);
  mix((u32)vla((int)(n % 7) + 3)); mix((u32)(&matrix[2][1] - &matrix[0][3])); mix(offsetof(struct shape, name)); mix(sizeof(struct shape));
  volatile unsigned char vb = 200; vb += 100; mix(vb); volatile short vs = -1; vs >>= 3; mix((u32)vs);
  return hash;
}
