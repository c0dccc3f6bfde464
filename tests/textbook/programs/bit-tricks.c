/* getbits, setbits, invert, rotate, count, parity, Gray code. */
#include <stdint.h>
#include <stdio.h>

static unsigned getbits(unsigned x, int p, int n) { return (x >> (p + 1 - n)) & ~(~0u << n); }

static unsigned setbits(unsigned x, int p, int n, unsigned y)
{
  unsigned mask = ~(~0u << n) << (p + 1 - n);
  return (x & ~mask) | ((y << (p + 1 - n)) & mask);
}

static unsigned invert(unsigned x, int p, int n) { return x ^ (~(~0u << n) << (p + 1 - n)); }
static uint32_t rotate_right(uint32_t x, int n) { return n % 32 ? (x >> n % 32) | (x << (32 - n % 32)) : x; }

static int bitcount(unsigned x)
{
  int n;
  for (n = 0; x != 0; x &= x - 1) n++;
  return n;
}

static uint16_t from_gray(uint16_t gray)
{
  for (int shift = 1; shift < 16; shift *= 2) gray ^= (uint16_t)(gray >> shift);
  return gray;
}

int main(void)
{
  printf("%#x %#x %#x\n", getbits(0xABCD, 11, 8), setbits(0xFFFF, 7, 4, 5), invert(0xF0F0, 9, 6));
  printf("%08x %08x %08x\n", rotate_right(0x12345678, 4), rotate_right(1, 1), rotate_right(0xDEADBEEF, 32));
  printf("%d %d %d\n", bitcount(0), bitcount(0xFFFFFFFF), bitcount(0x10101));
  for (unsigned i = 0; i < 8; i++) {
    uint16_t gray = (uint16_t)(i ^ (i >> 1));
    printf("%u: %u%u%u %u\n", i, gray >> 2 & 1, gray >> 1 & 1, gray & 1, from_gray(gray));
  }
  int64_t wide = INT64_MIN;
  printf("%llx %lld\n", (unsigned long long)wide >> 60, (long long)(wide >> 60));
  return 0;
}
