/* Matrices of binary16 numbers: product, transposition, scaled sum, matrix by vector. */
#include "kernel.h"

#define N 16

#ifdef __wasm__
/* Storage only, computed in float and rounded at each assignment: the same results, as float has more than twice the bits. */
typedef __fp16 number;

float __extendhfsf2(uint16_t h) {
  uint32_t sign = (uint32_t)(h & 0x8000) << 16, exponent = h >> 10 & 31, fraction = h & 1023;
  union {
    uint32_t u;
    float f;
  } out = {sign | (exponent == 31 ? 0x7f800000 : (exponent + 112) << 23) | fraction << 13};
  if (exponent == 0) out.f = (sign != 0 ? -(float)fraction : (float)fraction) * 0x1p-24f;
  return out.f;
}

uint16_t __truncsfhf2(float f) {
  union {
    float f;
    uint32_t u;
  } in = {f};
  uint32_t sign = in.u >> 16 & 0x8000, rest = in.u & 0x7fffffff;
  if (rest > 0x7f800000) return 0x7e00;
  if (rest >= 0x477ff000) return (uint16_t)(sign | 0x7c00);
  if (rest < 0x38800000) {
    /* Adding 2^-1 leaves the subnormal's bits, rounded, at the bottom. */
    in.u = rest;
    in.f += 0.5f;
    return (uint16_t)(sign | (in.u - 0x3f000000));
  }
  return (uint16_t)(sign | ((rest - 0x38000000 + 0xfff + (rest >> 13 & 1)) >> 13));
}
#else
typedef _Float16 number;
#endif

static number a[N * N], b[N * N], c[N * N], v[N], r[N];

KERNEL void matrix_multiply(const number *x, const number *y, number *out) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      number sum = 0;
      for (int k = 0; k < N; k++) {
        number product = x[i * N + k] * y[k * N + j];
        sum = sum + product;
      }
      out[i * N + j] = sum;
    }
}

KERNEL void matrix_transpose(number *x) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < i; j++) {
      number t = x[i * N + j];
      x[i * N + j] = x[j * N + i];
      x[j * N + i] = t;
    }
}

KERNEL void matrix_add_scaled(number *x, const number *y, number factor) {
  for (int i = 0; i < N * N; i++) {
    number product = y[i] * factor;
    x[i] = x[i] + product;
  }
}

KERNEL void matrix_vector(const number *x, const number *in, number *out) {
  for (int i = 0; i < N; i++) {
    number sum = 0;
    for (int j = 0; j < N; j++) {
      number product = x[i * N + j] * in[j];
      sum = sum + product;
    }
    out[i] = sum;
  }
}

KERNEL int matrix_count(const number *a, number from, number to) {
  int count = 0;
  for (int i = 0; i < N * N; i++) count += a[i] >= from && a[i] < to;
  return count;
}

static unsigned bits(number x) {
  union {
    number n;
    uint16_t u;
  } both = {x};
  return both.u;
}

unsigned run(void) {
  unsigned seed = 6, hash = 0;
  for (int i = 0; i < N * N; i++) {
    a[i] = (number)(float)((int32_t)NEXT(seed) >> 28);
    b[i] = (number)(float)((int32_t)NEXT(seed) >> 28);
  }
  for (int i = 0; i < N; i++) v[i] = (number)(float)((int32_t)NEXT(seed) >> 28);
  matrix_multiply(a, b, c);
  matrix_transpose(c);
  matrix_add_scaled(c, a, (number)3);
  matrix_vector(c, v, r);
  for (int i = 0; i < N * N; i++) {
    number x = c[i];
    hash = MIX(hash, bits(x));
  }
  for (int i = 0; i < N; i++) {
    number x = r[i];
    hash = MIX(hash, bits(x));
  }
  hash = MIX(hash, matrix_count(c, (number)-4, (number)20));
  return hash;
}
