/* Canonical Huffman code: lengths from frequencies, encoding, decoding bit by bit and by a table. */
#include "kernel.h"

#define SYMBOLS 32
#define TEXT 1500
static uint16_t counts[16], symbols[SYMBOLS], codes[SYMBOLS];
static uint8_t lengths[SYMBOLS], text[TEXT], stream[TEXT], result[TEXT];
static uint16_t quick[256];

struct bits {
  const uint8_t *at;
  uint32_t buffer;
  int count;
};

KERNEL void huffman_lengths(const uint16_t *frequency) {
  uint16_t weight[2 * SYMBOLS];
  int16_t parent[2 * SYMBOLS];
  for (int i = 0; i < SYMBOLS; i++) weight[i] = frequency[i];
  int nodes = SYMBOLS;
  for (int i = 0; i < 2 * SYMBOLS; i++) parent[i] = -1;
  for (; nodes < 2 * SYMBOLS - 1; nodes++) {
    int first = -1, second = -1;
    for (int i = 0; i < nodes; i++) {
      if (parent[i] >= 0) continue;
      if (first < 0 || weight[i] < weight[first]) second = first, first = i;
      else if (second < 0 || weight[i] < weight[second]) second = i;
    }
    parent[first] = parent[second] = (int16_t)nodes;
    weight[nodes] = (uint16_t)(weight[first] + weight[second]);
  }
  for (int i = 0; i < SYMBOLS; i++) {
    int depth = 0;
    for (int at = i; parent[at] >= 0; at = parent[at]) depth++;
    lengths[i] = (uint8_t)depth;
  }
}

KERNEL void huffman_codes(void) {
  uint16_t next[16], code = 0, offset[16];
  for (int i = 0; i < 16; i++) counts[i] = 0;
  for (int i = 0; i < SYMBOLS; i++) counts[lengths[i]]++;
  offset[1] = 0;
  for (int i = 1; i < 16; i++) {
    code = (uint16_t)((code + (i > 1 ? counts[i - 1] : 0)) << 1);
    next[i] = code;
    if (i < 15) offset[i + 1] = (uint16_t)(offset[i] + counts[i]);
  }
  for (int i = 0; i < SYMBOLS; i++) {
    symbols[offset[lengths[i]]++] = (uint16_t)i;
    codes[i] = next[lengths[i]]++;
  }
  for (int i = 0; i < 256; i++) quick[i] = 0;
  for (int i = 0; i < SYMBOLS; i++) {
    int rest = 8 - lengths[i];
    if (rest < 0) continue;
    for (int k = 0; k < 1 << rest; k++) quick[codes[i] << rest | k] = (uint16_t)(i << 4 | lengths[i]);
  }
}

KERNEL unsigned huffman_encode(const uint8_t *in, unsigned count, uint8_t *out) {
  uint32_t buffer = 0;
  unsigned held = 0, to = 0;
  for (unsigned i = 0; i < count; i++) {
    buffer = buffer << lengths[in[i]] | codes[in[i]];
    held += lengths[in[i]];
    while (held >= 8) {
      held -= 8;
      out[to++] = (uint8_t)(buffer >> held);
    }
  }
  out[to++] = (uint8_t)(buffer << (8 - held));
  return to;
}

static int next_bit(struct bits *b) {
  if (b->count == 0) {
    b->buffer = *b->at++;
    b->count = 8;
  }
  return (int)(b->buffer >> --b->count & 1);
}

KERNEL int huffman_symbol(struct bits *b) {
  int code = 0, first = 0, index = 0;
  for (int length = 1; length < 16; length++) {
    code |= next_bit(b);
    int count = counts[length];
    if (code - count < first) return symbols[index + (code - first)];
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
}

KERNEL unsigned huffman_decode(const uint8_t *in, uint8_t *out, unsigned count) {
  uint32_t buffer = 0;
  int held = 0;
  for (unsigned i = 0; i < count; i++) {
    while (held < 16) {
      buffer = buffer << 8 | *in++;
      held += 8;
    }
    uint32_t entry = quick[buffer >> (held - 8) & 255];
    if (entry == 0) return i;
    out[i] = (uint8_t)(entry >> 4);
    held -= (int)(entry & 15);
  }
  return count;
}

unsigned run(void) {
  static uint16_t frequency[SYMBOLS];
  unsigned seed = 9, hash = 0;
  for (int i = 0; i < SYMBOLS; i++) frequency[i] = 1;
  for (int i = 0; i < TEXT; i++) {
    unsigned value = NEXT(seed) >> 8;
    text[i] = (uint8_t)((value & 31) & (value >> 6) & (value >> 12 | 3));
    frequency[text[i]]++;
  }
  huffman_lengths(frequency);
  huffman_codes();
  unsigned size = huffman_encode(text, TEXT, stream);
  struct bits reader = {stream, 0, 0};
  for (int i = 0; i < TEXT; i++) hash = MIX(hash, huffman_symbol(&reader) ^ text[i] << 8);
  unsigned count = huffman_decode(stream, result, 600);
  for (unsigned i = 0; i < count; i++) hash = MIX(hash, result[i]);
  return MIX(hash, size ^ count << 16);
}
