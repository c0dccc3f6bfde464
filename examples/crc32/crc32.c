/* CRC-32 of the standard input, as zlib and Ethernet have it: by a table that the program makes, and bit by bit. */
#include <stdint.h>
#include <stdio.h>

#define POLYNOMIAL 0xedb88320u

static uint32_t table[256];

static uint32_t one_byte(uint32_t crc)
{
  for (int bit = 0; bit < 8; ++bit)
    crc = crc & 1 ? crc >> 1 ^ POLYNOMIAL : crc >> 1;
  return crc;
}

static void make_table(void)
{
  for (uint32_t i = 0; i < 256; ++i)
    table[i] = one_byte(i);
}

int main(void)
{
  uint32_t by_table = 0xffffffff, by_bits = 0xffffffff;
  unsigned long bytes = 0;
  int c;

  make_table();
  while ((c = getchar()) != EOF) {
    by_table = by_table >> 8 ^ table[(by_table ^ (unsigned)c) & 0xff];
    by_bits = one_byte(by_bits ^ (unsigned)c);
    ++bytes;
  }
  if (by_table != by_bits) {
    printf("table says %08x, bits say %08x\n", (unsigned)~by_table, (unsigned)~by_bits);
    return 1;
  }
  printf("%08x %lu\n", (unsigned)~by_table, bytes);
  return 0;
}
