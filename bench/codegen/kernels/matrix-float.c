/* Matrices of binary32 numbers: product, transposition, scaled sum, matrix by vector. */
#include "kernel.h"

#define N 16
typedef float number;

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

KERNEL number matrix_norm(const number *a) {
  number most = 0;
  for (int i = 0; i < N; i++) {
    number sum = 0;
    for (int j = 0; j < N; j++) sum += a[i * N + j] < 0 ? -a[i * N + j] : a[i * N + j];
    if (sum > most) most = sum;
  }
  return most;
}

static unsigned bits(number x) {
  union {
    number n;
    uint32_t u;
  } both = {x};
  return both.u;
}

unsigned run(void) {
  unsigned seed = 6, hash = 0;
  for (int i = 0; i < N * N; i++) {
    a[i] = (float)(int32_t)NEXT(seed) * 0x1p-28f;
    b[i] = (float)(int32_t)NEXT(seed) * 0x1p-28f;
  }
  for (int i = 0; i < N; i++) v[i] = (float)(int32_t)NEXT(seed) * 0x1p-28f;
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
  hash = MIX(hash, bits(matrix_norm(c)));
  return hash;
}
