/* Primes: a sieve of bytes, a sieve of bits, and trial division; greatest common divisors. */
#include "kernel.h"

static uint8_t flags[4096];
static uint32_t bits[4096 / 32];

KERNEL int sieve_bytes(uint8_t *composite, int size) {
  int count = 0;
  for (int i = 0; i < size; i++) composite[i] = 0;
  for (int i = 2; i < size; i++) {
    if (composite[i]) continue;
    count++;
    for (int k = i + i; k < size; k += i) composite[k] = 1;
  }
  return count;
}

KERNEL unsigned sieve_bits(uint32_t *set, unsigned size) {
  unsigned count = 0;
  for (unsigned i = 0; i < size / 32; i++) set[i] = 0;
  for (unsigned i = 2; i < size; i++) {
    if (set[i >> 5] >> (i & 31) & 1) continue;
    count++;
    for (unsigned k = i * i; k < size; k += i) set[k >> 5] |= 1u << (k & 31);
  }
  return count;
}

KERNEL int is_prime(unsigned n) {
  if (n % 2 == 0) return n == 2;
  for (unsigned d = 3; d * d <= n; d += 2)
    if (n % d == 0) return 0;
  return n > 1;
}

KERNEL unsigned gcd(unsigned a, unsigned b) {
  while (b != 0) {
    unsigned t = a % b;
    a = b;
    b = t;
  }
  return a;
}

unsigned run(void) {
  unsigned hash = 0, seed = 16;
  hash = MIX(hash, sieve_bytes(flags, 4096));
  hash = MIX(hash, sieve_bits(bits, 4096));
  for (unsigned n = 60000; n < 60100; n++) hash = MIX(hash, is_prime(n));
  for (int i = 0; i < 60; i++) {
    unsigned a = NEXT(seed) >> 4;
    hash = MIX(hash, gcd(a * 6, (NEXT(seed) >> 6) * 9));
  }
  return hash;
}
