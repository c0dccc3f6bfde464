/* AES-128: key expansion, encryption and decryption on bytes, with an S-box that is computed first. */
#include "kernel.h"

static uint8_t sbox[256], inverse[256];
static uint8_t round_keys[176];

static inline uint8_t twice(uint8_t x) { return (uint8_t)(x << 1 ^ ((x >> 7) * 0x1b)); }

KERNEL uint8_t aes_multiply(uint8_t a, uint8_t b) {
  uint8_t product = 0;
  for (; b != 0; b >>= 1, a = twice(a))
    if (b & 1) product ^= a;
  return product;
}

KERNEL void aes_tables(void) {
  uint8_t p = 1, q = 1;
  do {
    p = (uint8_t)(p ^ twice(p));
    q ^= (uint8_t)(q << 1);
    q ^= (uint8_t)(q << 2);
    q ^= (uint8_t)(q << 4);
    if (q & 0x80) q ^= 9;
    uint8_t x = (uint8_t)(q ^ (q << 1 | q >> 7) ^ (q << 2 | q >> 6) ^ (q << 3 | q >> 5) ^ (q << 4 | q >> 4) ^ 0x63);
    sbox[p] = x;
    inverse[x] = p;
  } while (p != 1);
  sbox[0] = 0x63;
  inverse[0x63] = 0;
}

KERNEL void aes_expand(const uint8_t *key) {
  uint8_t constant = 1;
  for (int i = 0; i < 16; i++) round_keys[i] = key[i];
  for (int i = 16; i < 176; i += 4) {
    uint8_t t[4];
    for (int k = 0; k < 4; k++) t[k] = round_keys[i - 4 + k];
    if (i % 16 == 0) {
      uint8_t first = t[0];
      t[0] = (uint8_t)(sbox[t[1]] ^ constant);
      t[1] = sbox[t[2]];
      t[2] = sbox[t[3]];
      t[3] = sbox[first];
      constant = twice(constant);
    }
    for (int k = 0; k < 4; k++) round_keys[i + k] = round_keys[i - 16 + k] ^ t[k];
  }
}

static void add_key(uint8_t *s, int round) {
  for (int i = 0; i < 16; i++) s[i] ^= round_keys[16 * round + i];
}

KERNEL void aes_encrypt(uint8_t *s) {
  add_key(s, 0);
  for (int round = 1; round <= 10; round++) {
    uint8_t t[16];
    for (int i = 0; i < 16; i++) t[i] = sbox[s[(i * 5) & 15]];
    for (int c = 0; c < 16; c += 4) {
      if (round == 10) {
        for (int i = 0; i < 4; i++) s[c + i] = t[c + i];
        continue;
      }
      uint8_t all = t[c] ^ t[c + 1] ^ t[c + 2] ^ t[c + 3];
      for (int i = 0; i < 4; i++) s[c + i] = (uint8_t)(t[c + i] ^ all ^ twice(t[c + i] ^ t[c + ((i + 1) & 3)]));
    }
    add_key(s, round);
  }
}

KERNEL void aes_decrypt(uint8_t *s) {
  add_key(s, 10);
  for (int round = 9; round >= 0; round--) {
    uint8_t t[16];
    for (int i = 0; i < 16; i++) t[(i * 5) & 15] = inverse[s[i]];
    for (int i = 0; i < 16; i++) s[i] = t[i];
    add_key(s, round);
    if (round == 0) break;
    for (int c = 0; c < 16; c += 4) {
      uint8_t w[4] = {s[c], s[c + 1], s[c + 2], s[c + 3]};
      for (int i = 0; i < 4; i++)
        s[c + i] = aes_multiply(w[i], 14) ^ aes_multiply(w[(i + 1) & 3], 11) ^ aes_multiply(w[(i + 2) & 3], 13) ^ aes_multiply(w[(i + 3) & 3], 9);
    }
  }
}

unsigned run(void) {
  static uint8_t key[16], block[16];
  unsigned seed = 3, hash = 0;
  for (int i = 0; i < 16; i++) key[i] = (uint8_t)(NEXT(seed) >> 24);
  aes_tables();
  aes_expand(key);
  for (int n = 0; n < 12; n++) {
    aes_encrypt(block);
    for (int i = 0; i < 16; i++) hash = MIX(hash, block[i]);
    if (n % 6 == 5) {
      aes_decrypt(block);
      aes_decrypt(block);
      for (int i = 0; i < 16; i++) hash = MIX(hash, block[i]);
    }
  }
  return hash;
}
