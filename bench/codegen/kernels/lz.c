/* A byte-oriented LZ77: hash table of three bytes, control bytes with eight flags, matches of 3..18 bytes within 4095. */
#include "kernel.h"

#define SIZE 3000
static uint8_t plain[SIZE], packed[SIZE + SIZE / 8 + 16], back[SIZE];
static uint16_t heads[256];

KERNEL size_t lz_compress(const uint8_t *in, size_t length, uint8_t *out) {
  size_t at = 0, to = 0, control = 0;
  unsigned bit = 8;
  for (int i = 0; i < 256; i++) heads[i] = 0xffff;
  while (at < length) {
    if (bit == 8) {
      control = to++;
      out[control] = 0;
      bit = 0;
    }
    size_t best = 0, from = 0;
    if (at + 3 <= length) {
      uint32_t h = (in[at] * 33u ^ in[at + 1] * 7u ^ in[at + 2]) & 255;
      size_t candidate = heads[h];
      heads[h] = (uint16_t)at;
      if (candidate != 0xffff && at - candidate < 4096) {
        while (best < 18 && at + best < length && in[candidate + best] == in[at + best]) best++;
        from = at - candidate;
      }
    }
    if (best >= 3) {
      out[control] |= (uint8_t)(1u << bit);
      out[to++] = (uint8_t)(from >> 4);
      out[to++] = (uint8_t)((from & 15) << 4 | (best - 3));
      at += best;
    } else
      out[to++] = in[at++];
    bit++;
  }
  return to;
}

KERNEL size_t lz_decompress(const uint8_t *in, size_t length, uint8_t *out) {
  const uint8_t *end = in + length;
  uint8_t *start = out;
  while (in < end) {
    unsigned flags = *in++;
    for (int i = 0; i < 8 && in < end; i++, flags >>= 1) {
      if ((flags & 1) == 0) {
        *out++ = *in++;
        continue;
      }
      unsigned distance = (unsigned)in[0] << 4 | in[1] >> 4;
      unsigned count = (in[1] & 15u) + 3;
      in += 2;
      const uint8_t *from = out - distance;
      while (count-- > 0) *out++ = *from++;
    }
  }
  return (size_t)(out - start);
}

unsigned run(void) {
  static const char words[] = "temperature pressure valve open closed alarm sensor motor ";
  unsigned seed = 8, hash = 0, at = 0;
  for (int i = 0; i < SIZE; i++) {
    plain[i] = (uint8_t)words[at];
    if (++at == sizeof words - 1 || (words[at] == ' ' && (NEXT(seed) >> 30) == 0)) at = (seed >> 20) % (sizeof words - 1);
  }
  size_t size = 0, count = 0;
  for (int round = 0; round < 4; round++) {
    plain[100 * round] ^= 1;
    size = lz_compress(plain, SIZE, packed);
    count = lz_decompress(packed, size, back);
  }
  for (size_t i = 0; i < size; i++) hash = MIX(hash, packed[i]);
  for (size_t i = 0; i < count; i++) hash = MIX(hash, back[i] ^ plain[i]);
  return MIX(hash, size ^ count << 16);
}
