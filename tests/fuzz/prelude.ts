/**
 * What every generated program starts with: typedefs, the hash, and guarded forms of the operations that C leaves
 * undefined. Half is `_Float16` for the machine; wasm32 has no such type in every clang, so there it is a float that each
 * operation rounds to binary16 (float holds the exact sum, product and quotient closely enough that rounding twice is
 * rounding once).
 */
export const PRELUDE = `#include <stdarg.h>
#include <stddef.h>
typedef _Bool bool;
typedef signed char i8;
typedef unsigned char u8;
typedef short i16;
typedef unsigned short u16;
typedef int i32;
typedef unsigned u32;
typedef long long i64;
typedef unsigned long long u64;
typedef float f32;
typedef double f64;
#ifdef __wasm__
typedef float f16;
static f16 h_round(double x) {
  union { double d; u64 u; } v = { x };
  u64 sign = v.u & 0x8000000000000000ull, magnitude = v.u ^ sign;
  int exponent = (int)(magnitude >> 52) - 1023;
  if (exponent >= 1024 || magnitude == 0) return (f16)x;
  if (exponent < -25) return sign ? -0.0f : 0.0f;
  u64 mantissa = (magnitude & 0xfffffffffffffull) | 0x10000000000000ull;
  int drop = exponent < -14 ? 42 + (-14 - exponent) : 42;
  u64 half = 1ull << (drop - 1), rest = mantissa & ((half << 1) - 1);
  mantissa -= rest;
  if (rest > half || (rest == half && (mantissa >> drop & 1))) mantissa += half << 1;
  if (mantissa == 0) return sign ? -0.0f : 0.0f;
  double scale = exponent >= 0 ? (double)(1ull << (exponent > 40 ? 40 : exponent)) : 1.0 / (double)(1ull << -exponent);
  double r = (double)mantissa / 4503599627370496.0 * scale;
  if (r >= 65520.0) r = __builtin_inf();
  return (f16)(sign ? -r : r);
}
#define HALF(x) h_round((double)(x))
#else
typedef _Float16 f16;
#define HALF(x) ((f16)(x))
#endif
static u32 h;
static void mix_u32(u32 v) { h = (h ^ v) * 0x01000193u + (h >> 15); }
static void mix_u64(u64 v) { mix_u32((u32)v); mix_u32((u32)(v >> 32)); }
static void mix_f32(f32 v) {
  union { f32 f; u32 u; } b = { v };
  mix_u32(v != v ? 0x7fc00000u : b.u);
}
static void mix_f64(f64 v) {
  union { f64 f; u64 u; } b = { v };
  mix_u64(v != v ? 0x7ff8ull << 48 : b.u);
}
#define mix_f16(v) mix_f32((f32)(v))
#define mix_bool(v) mix_u32((u32)(v))
#define mix_i8(v) mix_u32((u32)(v))
#define mix_u8(v) mix_u32((u32)(v))
#define mix_i16(v) mix_u32((u32)(v))
#define mix_u16(v) mix_u32((u32)(v))
#define mix_i32(v) mix_u32((u32)(v))
#define mix_i64(v) mix_u64((u64)(v))
static inline u32 div_u32(u32 a, u32 b) { return b == 0 ? a : a / b; }
static inline u32 mod_u32(u32 a, u32 b) { return b == 0 ? a : a % b; }
static inline u64 div_u64(u64 a, u64 b) { return b == 0 ? a : a / b; }
static inline u64 mod_u64(u64 a, u64 b) { return b == 0 ? a : a % b; }
static inline i32 div_i32(i32 a, i32 b) { return b == 0 || (b == -1 && a == -2147483647 - 1) ? a : a / b; }
static inline i32 mod_i32(i32 a, i32 b) { return b == 0 || (b == -1 && a == -2147483647 - 1) ? a : a % b; }
static inline i64 div_i64(i64 a, i64 b) { return b == 0 || (b == -1 && a == -9223372036854775807ll - 1) ? a : a / b; }
static inline i64 mod_i64(i64 a, i64 b) { return b == 0 || (b == -1 && a == -9223372036854775807ll - 1) ? a : a % b; }
static inline i32 f_to_i32(f64 v) { return v > -2147483648.0 && v < 2147483647.0 ? (i32)v : 7; }
static inline u32 f_to_u32(f64 v) { return v > -1.0 && v < 4294967295.0 ? (u32)v : 9; }
static inline i64 f_to_i64(f64 v) { return v > -9e18 && v < 9e18 ? (i64)v : 11; }
static inline u64 f_to_u64(f64 v) { return v > -1.0 && v < 1.8e19 ? (u64)v : 13; }
static inline i32 s_to_i32(f32 v) { return v > -2147483648.0f && v < 2147483520.0f ? (i32)v : 7; }
static inline u32 s_to_u32(f32 v) { return v > -1.0f && v < 4294967040.0f ? (u32)v : 9; }
static inline i64 s_to_i64(f32 v) { return v > -9e18f && v < 9e18f ? (i64)v : 11; }
static inline u64 s_to_u64(f32 v) { return v > -1.0f && v < 1.8e19f ? (u64)v : 13; }
static inline i32 h_to_i32(f16 v) { return v > (f16)-60000.0f && v < (f16)60000.0f ? (i32)v : 7; }
static inline u32 h_to_u32(f16 v) { return v > (f16)-1.0f && v < (f16)60000.0f ? (u32)v : 9; }
static inline i64 h_to_i64(f16 v) { return v > (f16)-60000.0f && v < (f16)60000.0f ? (i64)v : 11; }
static inline u64 h_to_u64(f16 v) { return v > (f16)-1.0f && v < (f16)60000.0f ? (u64)v : 13; }
`;
