/* qsort and bsearch on elements of every size, with orders that are bad for some algorithms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 200

static unsigned char bytes[MOST * 12 + 4];
static size_t size;
static long comparisons;

static int compare(const void *a, const void *b)
{
  ++comparisons;
  return memcmp(a, b, size);
}

static unsigned checksum(void)
{
  unsigned sum = 0;
  for (size_t i = 0; i < sizeof bytes; ++i)
    sum += bytes[i];
  return sum;
}

static void try(size_t count, int order)
{
  unsigned char *base = bytes + (size % 4 == 0 ? 0 : 1);
  memset(bytes, 0, sizeof bytes);
  for (size_t i = 0; i < count; ++i) {
    unsigned value = order == 0   ? (unsigned)i
                     : order == 1 ? (unsigned)(count - i)
                     : order == 2 ? 7u
                     : order == 3 ? (unsigned)i % 5
                                  : (unsigned)rand() & 0x7f;
    base[i * size] = (unsigned char)value;
    base[i * size + size - 1] ^= (unsigned char)(i & 3);
  }
  unsigned before = checksum();
  qsort(base, count, size, compare);
  int good = before == checksum();
  for (size_t i = 1; i < count; ++i)
    if (memcmp(base + (i - 1) * size, base + i * size, size) > 0)
      good = 0;
  for (size_t i = 0; i < count; ++i) {
    unsigned char *found = bsearch(base + i * size, base, count, size, compare);
    if (found == NULL || memcmp(found, base + i * size, size) != 0)
      good = 0;
  }
  unsigned char missing[12];
  memset(missing, 0xff, sizeof missing);
  if (bsearch(missing, base, count, size, compare) != NULL)
    good = 0;
  if (!good)
    printf("wrong: %u elements of %u bytes, order %d\n", (unsigned)count, (unsigned)size, order);
}

int main(void)
{
  static const size_t counts[] = {0, 1, 2, 3, 4, 7, 16, 33, MOST};
  for (size = 1; size <= 12; ++size)
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; ++i)
      for (int order = 0; order < 5; ++order)
        try(counts[i], order);
  puts(comparisons < 900000 ? "all sorted, with a reasonable number of comparisons" : "too many comparisons");

  srand(7);
  int a = rand(), b = rand();
  srand(7);
  printf("%d %d %d\n", a == rand(), b == rand(), a != b && a >= 0 && b >= 0);
  div_t d = div(-17, 5);
  lldiv_t l = lldiv(-170000000000LL, 50000000007LL);
  printf("%d %d %lld %lld\n", d.quot, d.rem, l.quot, l.rem);
  return 0;
}
