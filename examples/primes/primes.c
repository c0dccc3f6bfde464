/* The sieve of Eratosthenes over odd numbers, one bit each. */
#include <stdint.h>
#include <stdio.h>

#define LIMIT 20000
#define PER_LINE 10

static uint8_t composite[LIMIT / 16 + 1];

static int is_composite(unsigned n)
{
  return composite[n >> 4] >> (n >> 1 & 7) & 1;
}

static void mark(unsigned n)
{
  composite[n >> 4] |= (uint8_t)(1u << (n >> 1 & 7));
}

int main(void)
{
  for (unsigned n = 3; n * n < LIMIT; n += 2)
    if (!is_composite(n))
      for (unsigned m = n * n; m < LIMIT; m += 2 * n)
        mark(m);

  unsigned count = 1, last = 2, gap = 0, gap_after = 0;
  printf("%6u", 2u);
  for (unsigned n = 3; n < LIMIT; n += 2) {
    if (is_composite(n))
      continue;
    if (count < 10 * PER_LINE)
      printf("%s%6u", count % PER_LINE == 0 ? "\n" : "", n);
    if (n - last > gap) {
      gap = n - last;
      gap_after = last;
    }
    ++count;
    last = n;
  }
  printf("\n%u primes below %u, the last is %u\n", count, (unsigned)LIMIT, last);
  printf("the widest gap is %u, after %u\n", gap, gap_after);
  return 0;
}
