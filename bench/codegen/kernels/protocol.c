/* A byte-wise protocol parser: framing with escapes, header, payload, Fletcher checksum, and handlers by command. */
#include "kernel.h"

enum state { IDLE, TYPE, LENGTH_LOW, LENGTH_HIGH, PAYLOAD, CHECK_A, CHECK_B };
enum { FLAG = 0x7e, ESCAPE = 0x7d };

struct parser {
  enum state state;
  uint8_t type, escaped, a, b, check;
  uint16_t length, got;
  uint8_t payload[64];
  uint32_t frames, errors;
};

static struct parser parser;
static uint32_t registers[16];
static uint8_t line[4096];

static uint32_t word_at(const uint8_t *bytes) {
  return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

KERNEL uint32_t protocol_execute(const struct parser *p) {
  const uint8_t *data = p->payload;
  switch (p->type) {
    case 1: return p->frames;
    case 2: return p->length >= 1 ? registers[data[0] & 15] : 0xffffffff;
    case 3:
      if (p->length < 5) return 0xffffffff;
      registers[data[0] & 15] = word_at(data + 1);
      return 0;
    case 4: {
      uint32_t sum = 0;
      for (int i = 0; i < 16; i++) sum += registers[i];
      return sum;
    }
    case 5: return registers[3] >> (data[0] & 31) & 1;
    case 6: registers[data[0] & 15] ^= 1u << (data[1] & 31); return 1;
    case 7: return p->errors;
    case 9: {
      uint16_t most = 0;
      for (int i = 0; i + 1 < p->length; i += 2) {
        uint16_t value = (uint16_t)(data[i] | data[i + 1] << 8);
        if (value > most) most = value;
      }
      return most;
    }
    default: return 0xfffffffe;
  }
}

KERNEL uint32_t protocol_byte(struct parser *p, uint8_t byte) {
  if (byte == FLAG) {
    if (p->state != IDLE && p->state != TYPE) p->errors++;
    p->state = TYPE;
    p->escaped = 0;
    p->a = p->b = 0;
    return 0;
  }
  if (byte == ESCAPE) {
    p->escaped = 1;
    return 0;
  }
  if (p->escaped) {
    byte ^= 0x20;
    p->escaped = 0;
  }
  if (p->state >= TYPE && p->state <= PAYLOAD) {
    p->a = (uint8_t)(p->a + byte);
    p->b = (uint8_t)(p->b + p->a);
  }
  switch (p->state) {
    case IDLE: break;
    case TYPE:
      p->type = byte;
      p->state = LENGTH_LOW;
      break;
    case LENGTH_LOW:
      p->length = byte;
      p->state = LENGTH_HIGH;
      break;
    case LENGTH_HIGH:
      p->length = (uint16_t)(p->length | byte << 8);
      p->got = 0;
      if (p->length > sizeof p->payload) {
        p->errors++;
        p->state = IDLE;
      } else
        p->state = p->length == 0 ? CHECK_A : PAYLOAD;
      break;
    case PAYLOAD:
      p->payload[p->got++] = byte;
      if (p->got == p->length) p->state = CHECK_A;
      break;
    case CHECK_A:
      p->check = byte;
      p->state = CHECK_B;
      break;
    case CHECK_B:
      p->state = IDLE;
      if (p->check != p->a || byte != p->b) {
        p->errors++;
        return 0;
      }
      p->frames++;
      return protocol_execute(p);
  }
  return 0;
}

static unsigned put(unsigned at, uint8_t byte) {
  if (byte == FLAG || byte == ESCAPE) {
    line[at++] = ESCAPE;
    byte ^= 0x20;
  }
  line[at++] = byte;
  return at;
}

unsigned run(void) {
  unsigned seed = 10, hash = 0, at = 0;
  while (at < sizeof line - 160) {
    uint8_t head[3] = {0, 0, 0};
    head[0] = (uint8_t)((NEXT(seed) >> 28) % 11);
    head[1] = (uint8_t)(seed >> 22 & 31);
    uint8_t a = 0, b = 0;
    line[at++] = FLAG;
    for (int i = 0; i < 3 + head[1]; i++) {
      uint8_t byte = i < 3 ? head[i] : (uint8_t)(NEXT(seed) >> 24);
      a = (uint8_t)(a + byte);
      b = (uint8_t)(b + a);
      at = put(at, byte);
    }
    at = put(at, a);
    at = put(at, (uint8_t)(b + ((seed >> 16 & 15) == 0)));
  }
  for (int round = 0; round < 4; round++)
    for (unsigned i = 0; i < at; i++) hash += protocol_byte(&parser, line[i]);
  return MIX(hash, parser.frames << 16 ^ parser.errors);
}
