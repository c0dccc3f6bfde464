/* CRC-32 with a table that is built first, and bit by bit. */
#include "kernel.h"

static uint32_t table[256];
static uint8_t data[2048];

KERNEL void crc32_init(void) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t c = i;
    for (int k = 0; k < 8; k++) c = (c & 1) != 0 ? (c >> 1) ^ 0xedb88320u : c >> 1;
    table[i] = c;
  }
}

KERNEL uint32_t crc32_update(uint32_t crc, const uint8_t *bytes, size_t length) {
  crc = ~crc;
  while (length-- > 0) crc = table[(crc ^ *bytes++) & 0xff] ^ (crc >> 8);
  return ~crc;
}

KERNEL uint16_t crc16_bitwise(uint16_t crc, const uint8_t *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    crc ^= (uint16_t)(bytes[i] << 8);
    for (int bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? (uint16_t)((crc << 1) ^ 0x1021) : (uint16_t)(crc << 1);
  }
  return crc;
}

unsigned run(void) {
  unsigned seed = 1, hash = 0;
  for (unsigned i = 0; i < sizeof data; i++) data[i] = (uint8_t)(NEXT(seed) >> 24);
  crc32_init();
  for (int round = 0; round < 8; round++) hash = MIX(hash, crc32_update(hash, data, sizeof data - (unsigned)round));
  return MIX(hash, crc16_bitwise(0xffff, data, 512));
}
