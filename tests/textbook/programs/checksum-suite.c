/* CRC-32, Adler-32, Fletcher, FNV-1a and djb2 over the same texts. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t table[256];

static uint32_t crc32(const void *data, size_t n)
{
  const uint8_t *p = data;
  uint32_t crc = ~UINT32_C(0);
  while (n-- > 0) crc = table[(crc ^ *p++) & 0xFF] ^ crc >> 8;
  return ~crc;
}

static uint32_t adler32(const void *data, size_t n)
{
  const uint8_t *p = data;
  uint32_t a = 1, b = 0;
  for (; n-- > 0; b = (b + a) % 65521) a = (a + *p++) % 65521;
  return b << 16 | a;
}

static uint16_t fletcher16(const void *data, size_t n)
{
  const uint8_t *p = data;
  uint16_t a = 0, b = 0;
  while (n-- > 0) a = (uint16_t)((a + *p++) % 255), b = (uint16_t)((a + b) % 255);
  return (uint16_t)(b << 8 | a);
}

static uint64_t fnv1a(const void *data, size_t n)
{
  const uint8_t *p = data;
  uint64_t h = UINT64_C(0xcbf29ce484222325);
  while (n-- > 0) h = (h ^ *p++) * UINT64_C(0x100000001b3);
  return h;
}

int main(void)
{
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t c = i;
    for (int k = 0; k < 8; k++) c = c & 1 ? UINT32_C(0xEDB88320) ^ c >> 1 : c >> 1;
    table[i] = c;
  }
  static const char *const texts[] = {"", "a", "123456789", "The quick brown fox jumps over the lazy dog"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    size_t n = strlen(texts[i]);
    printf("%08" PRIx32 " %08" PRIx32 " %04" PRIx16 " %016" PRIx64 "\n", crc32(texts[i], n), adler32(texts[i], n), fletcher16(texts[i], n),
           fnv1a(texts[i], n));
  }
  return 0;
}
