/* Matrices of integers: product, transposition, scaled sum, matrix by vector. */
#include "kernel.h"

#define N 16
typedef int32_t number;

static number a[N * N], b[N * N], c[N * N], v[N], r[N];

KERNEL void matrix_multiply(const number *x, const number *y, number *out) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      number sum = 0;
      for (int k = 0; k < N; k++) sum += x[i * N + k] * y[k * N + j];
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
  for (int i = 0; i < N * N; i++) x[i] += y[i] * factor;
}

KERNEL void matrix_vector(const number *x, const number *in, number *out) {
  for (int i = 0; i < N; i++) {
    number sum = 0;
    for (int j = 0; j < N; j++) sum += x[i * N + j] * in[j];
    out[i] = sum;
  }
}

KERNEL int32_t matrix_trace_mod(const number *a, int32_t modulus) {
  int32_t sum = 0;
  for (int i = 0; i < N; i++) sum += a[i * N + i] % modulus + a[i * N + N - 1 - i] / modulus;
  return sum;
}

unsigned run(void) {
  unsigned seed = 6, hash = 0;
  for (int i = 0; i < N * N; i++) {
    a[i] = (int32_t)(NEXT(seed) >> 20) - 2048;
    b[i] = (int32_t)(NEXT(seed) >> 20) - 2048;
  }
  for (int i = 0; i < N; i++) v[i] = (int32_t)(NEXT(seed) >> 20) - 2048;
  matrix_multiply(a, b, c);
  matrix_transpose(c);
  matrix_add_scaled(c, a, (number)3);
  matrix_vector(c, v, r);
  for (int i = 0; i < N * N; i++) {
    number x = c[i];
    hash = MIX(hash, (unsigned)x);
  }
  for (int i = 0; i < N; i++) {
    number x = r[i];
    hash = MIX(hash, (unsigned)x);
  }
  hash = MIX(hash, matrix_trace_mod(c, 97));
  return hash;
}
