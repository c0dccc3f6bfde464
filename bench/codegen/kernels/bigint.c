/* Integers of 256 bits: multiplication, subtraction, and modular exponentiation with Montgomery's reduction. */
#include "kernel.h"

#define WORDS 8
typedef uint32_t big[WORDS];

KERNEL void big_multiply(uint32_t *out, const uint32_t *a, const uint32_t *b) {
  for (int i = 0; i < 2 * WORDS; i++) out[i] = 0;
  for (int i = 0; i < WORDS; i++) {
    uint32_t carry = 0;
    for (int j = 0; j < WORDS; j++) {
      uint64_t t = (uint64_t)a[i] * b[j] + out[i + j] + carry;
      out[i + j] = (uint32_t)t;
      carry = (uint32_t)(t >> 32);
    }
    out[i + WORDS] = carry;
  }
}

KERNEL uint32_t big_subtract(uint32_t *a, const uint32_t *b) {
  uint32_t borrow = 0;
  for (int i = 0; i < WORDS; i++) {
    uint64_t t = (uint64_t)a[i] - b[i] - borrow;
    a[i] = (uint32_t)t;
    borrow = (uint32_t)(t >> 32) & 1;
  }
  return borrow;
}

KERNEL int big_compare(const uint32_t *a, const uint32_t *b) {
  for (int i = WORDS - 1; i >= 0; i--)
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

KERNEL uint32_t big_inverse(uint32_t odd) {
  uint32_t x = odd;
  for (int i = 0; i < 5; i++) x *= 2 - odd * x;
  return -x;
}

KERNEL void big_montgomery(uint32_t *out, const uint32_t *a, const uint32_t *b, const uint32_t *m, uint32_t inverse) {
  uint32_t t[2 * WORDS + 1];
  big_multiply(t, a, b);
  t[2 * WORDS] = 0;
  for (int i = 0; i < WORDS; i++) {
    uint32_t factor = t[i] * inverse, carry = 0;
    for (int j = 0; j < WORDS; j++) {
      uint64_t sum = (uint64_t)factor * m[j] + t[i + j] + carry;
      t[i + j] = (uint32_t)sum;
      carry = (uint32_t)(sum >> 32);
    }
    for (int j = i + WORDS; carry != 0; j++) {
      t[j] += carry;
      carry = t[j] < carry;
    }
  }
  for (int i = 0; i < WORDS; i++) out[i] = t[WORDS + i];
  if (t[2 * WORDS] != 0 || big_compare(out, m) >= 0) big_subtract(out, m);
}

KERNEL void big_power(uint32_t *out, const uint32_t *base, uint32_t exponent, const uint32_t *m) {
  uint32_t inverse = big_inverse(m[0]);
  big x, one = {1};
  /* R and base * R, by doubling modulo m. */
  big r = {1};
  for (int i = 0; i < WORDS; i++) x[i] = base[i];
  for (int i = 0; i < 32 * WORDS; i++) {
    for (int which = 0; which < 2; which++) {
      uint32_t *v = which ? x : r, top = v[WORDS - 1] >> 31;
      for (int k = WORDS - 1; k > 0; k--) v[k] = v[k] << 1 | v[k - 1] >> 31;
      v[0] <<= 1;
      if (top || big_compare(v, m) >= 0) big_subtract(v, m);
    }
  }
  for (; exponent != 0; exponent >>= 1) {
    if (exponent & 1) big_montgomery(r, r, x, m, inverse);
    big_montgomery(x, x, x, m, inverse);
  }
  big_montgomery(out, r, one, m, inverse);
}

unsigned run(void) {
  static big base, modulus, result;
  unsigned seed = 13, hash = 0;
  for (int i = 0; i < WORDS; i++) {
    modulus[i] = NEXT(seed) | (i == 0) | (i == WORDS - 1 ? 0x80000000u : 0);
    base[i] = NEXT(seed) >> (i == WORDS - 1);
  }
  big_power(result, base, 65537, modulus);
  for (int i = 0; i < WORDS; i++) hash = MIX(hash, result[i]);
  big_power(result, result, 0x1a5, modulus);
  for (int i = 0; i < WORDS; i++) hash = MIX(hash, result[i]);
  return hash;
}
