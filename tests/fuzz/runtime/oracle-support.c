/* What clang calls for 128-bit integers and complex numbers on wasm32: the oracle has no C library. */
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

static u128 divide(u128 n, u128 d, u128 *rest) {
  u128 quotient = 0, r = 0;
  for (int i = 127; i >= 0; i--) {
    int out = (int)(high_of(r) >> 63);
    r = make(high_of(r) << 1 | low_of(r) >> 63, low_of(r) << 1 | ((i >= 64 ? high_of(n) >> (i - 64) : low_of(n) >> i) & 1));
    if (out || r >= d) {
      r -= d;
      if (i >= 64) quotient |= make(1ull << (i - 64), 0);
      else quotient |= make(0, 1ull << i);
    }
  }
  *rest = r;
  return quotient;
}
u128 __udivti3(u128 n, u128 d) {
  u128 rest;
  return divide(n, d, &rest);
}
u128 __umodti3(u128 n, u128 d) {
  u128 rest;
  divide(n, d, &rest);
  return rest;
}
i128 __divti3(i128 n, i128 d) {
  u128 rest, quotient = divide(n < 0 ? -n : n, d < 0 ? -d : d, &rest);
  return (n < 0) != (d < 0) ? -quotient : quotient;
}
i128 __modti3(i128 n, i128 d) {
  u128 rest;
  divide(n < 0 ? -n : n, d < 0 ? -d : d, &rest);
  return n < 0 ? -rest : rest;
}

/* Right for finite numbers. Division by a power of two keeps the divisor's square in range and changes no digit. */
_Complex double __muldc3(double a, double b, double c, double d) {
  return __builtin_complex(a * c - b * d, a * d + b * c);
}
_Complex double __divdc3(double a, double b, double c, double d) {
  double scale = 1;
  while (c * scale > 2 || c * scale < -2 || d * scale > 2 || d * scale < -2) scale /= 2;
  while (c * scale <= 1 && c * scale >= -1 && d * scale <= 1 && d * scale >= -1) scale *= 2;
  c *= scale, d *= scale;
  double square = c * c + d * d;
  return __builtin_complex((a * c + b * d) / square * scale, (b * c - a * d) / square * scale);
}
_Complex float __mulsc3(float a, float b, float c, float d) {
  return __builtin_complex(a * c - b * d, a * d + b * c);
}
_Complex float __divsc3(float a, float b, float c, float d) {
  float scale = 1;
  while (c * scale > 2 || c * scale < -2 || d * scale > 2 || d * scale < -2) scale /= 2;
  while (c * scale <= 1 && c * scale >= -1 && d * scale <= 1 && d * scale >= -1) scale *= 2;
  c *= scale, d *= scale;
  float square = c * c + d * d;
  return __builtin_complex((a * c + b * d) / square * scale, (b * c - a * d) / square * scale);
}
