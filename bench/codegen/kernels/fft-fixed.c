/* Radix-2 FFT of 128 points in Q15, with a sine that is interpolated from a quarter wave. */
#include "kernel.h"

#define LOG 7
#define N (1 << LOG)

static int16_t re[N], im[N];
static const int16_t quarter[17] = {0,     3212,  6393,  9512,  12539, 15446, 18204, 20787, 23170,
                                    25329, 27245, 28898, 30273, 31356, 32137, 32609, 32767};

/* sin(2 pi angle / 256) in Q15. */
static int32_t sine(uint32_t angle) {
  angle &= 255;
  uint32_t part = angle & 127;
  if (part > 64) part = 128 - part;
  int32_t low = quarter[part >> 2];
  int32_t value = (part & 3) != 0 ? low + (((quarter[(part >> 2) + 1] - low) * (int32_t)(part & 3)) >> 2) : low;
  return angle >= 128 ? -value : value;
}

static int32_t multiply(int32_t a, int32_t b) { return (a * b + 0x4000) >> 15; }

KERNEL void fft_reorder(int16_t *x) {
  for (uint32_t i = 0; i < N; i++) {
    uint32_t j = 0;
    for (int bit = 0; bit < LOG; bit++) j |= (i >> bit & 1) << (LOG - 1 - bit);
    if (j <= i) continue;
    int16_t t = x[i];
    x[i] = x[j];
    x[j] = t;
  }
}

KERNEL void fft(int16_t *real, int16_t *imaginary) {
  for (int size = 1; size < N; size <<= 1) {
    uint32_t step = 128u / (uint32_t)size;
    for (int k = 0; k < size; k++) {
      int32_t wr = sine((uint32_t)k * step + 64), wi = -sine((uint32_t)k * step);
      for (int i = k; i < N; i += 2 * size) {
        int j = i + size;
        int32_t tr = multiply(wr, real[j]) - multiply(wi, imaginary[j]);
        int32_t ti = multiply(wr, imaginary[j]) + multiply(wi, real[j]);
        int32_t ar = real[i], ai = imaginary[i];
        real[j] = (int16_t)((ar - tr) >> 1);
        imaginary[j] = (int16_t)((ai - ti) >> 1);
        real[i] = (int16_t)((ar + tr) >> 1);
        imaginary[i] = (int16_t)((ai + ti) >> 1);
      }
    }
  }
}

KERNEL uint32_t fft_power(const int16_t *real, const int16_t *imaginary) {
  uint32_t best = 0, at = 0;
  for (uint32_t i = 0; i < N / 2; i++) {
    uint32_t power = (uint32_t)(real[i] * real[i] + imaginary[i] * imaginary[i]);
    if (power > best) best = power, at = i;
  }
  return at << 24 ^ best;
}

unsigned run(void) {
  unsigned seed = 7, hash = 0;
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < N; i++) {
      re[i] = (int16_t)(((i * (5 + round) & 31) - 16) * 900 + (int32_t)(NEXT(seed) >> 22));
      im[i] = 0;
    }
    fft_reorder(re);
    fft_reorder(im);
    fft(re, im);
    hash = MIX(hash, fft_power(re, im));
    for (int i = 0; i < N; i++) hash = MIX(hash, re[i] ^ im[i] << 7);
  }
  return hash;
}
