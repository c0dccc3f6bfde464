/* Factors, greatest common divisors, modular powers: 64-bit arithmetic. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

static void factorise(uint64_t n)
{
  printf("%" PRIu64 " =", n);
  const char *sign = " ";
  for (uint64_t p = 2; p * p <= n; p += p == 2 ? 1 : 2) {
    int power = 0;
    while (n % p == 0) n /= p, power++;
    if (power == 0) continue;
    printf("%s%" PRIu64, sign, p);
    if (power > 1) printf("^%d", power);
    sign = " * ";
  }
  if (n > 1) printf("%s%" PRIu64, sign, n);
  putchar('\n');
}

static uint64_t gcd(uint64_t a, uint64_t b) { return b == 0 ? a : gcd(b, a % b); }

static uint32_t power_mod(uint32_t base, uint32_t exponent, uint32_t modulus)
{
  uint64_t result = 1, square = base % modulus;
  for (; exponent > 0; exponent >>= 1, square = square * square % modulus)
    if (exponent & 1) result = result * square % modulus;
  return (uint32_t)result;
}

int main(void)
{
  factorise(360);
  factorise(1001);
  factorise(2147483647);
  factorise(1ULL << 40);
  factorise(600851475143);
  printf("gcd %" PRIu64 "\n", gcd(123456789012ULL, 987654321098ULL * 12));
  printf("3^1000000006 mod 1000000007 = %" PRIu32 "\n", power_mod(3, 1000000006, 1000000007));
  int64_t low = -7, high = 2;
  printf("%" PRId64 " %" PRId64 " %" PRIx64 "\n", low / high, low % high, (uint64_t)low >> 4);
  return 0;
}
