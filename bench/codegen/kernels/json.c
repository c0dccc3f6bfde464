/* A JSON scanner: checks, counts, and adds up numbers; recursive over arrays and objects. */
#include "kernel.h"

struct scanner {
  const char *at;
  int depth, values, strings, error;
  int32_t sum;
};

KERNEL void json_space(struct scanner *s) {
  while (*s->at == ' ' || *s->at == '\n' || *s->at == '\t' || *s->at == '\r') s->at++;
}

static int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

KERNEL int json_string(struct scanner *s) {
  if (*s->at++ != '"') return 0;
  for (;;) {
    char c = *s->at++;
    if (c == '"') break;
    if (c == 0 || (unsigned char)c < 32) return 0;
    if (c != '\\') continue;
    switch (*s->at++) {
      case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't': break;
      case 'u':
        for (int i = 0; i < 4; i++) {
          int digit = hex(*s->at++);
          if (digit < 0) return 0;
          s->sum += digit;
        }
        break;
      default: return 0;
    }
  }
  s->strings++;
  return 1;
}

KERNEL int json_number(struct scanner *s) {
  int negative = *s->at == '-', digits = 0, scale = 0;
  int32_t value = 0;
  if (negative) s->at++;
  for (; *s->at >= '0' && *s->at <= '9'; s->at++, digits++) value = value * 10 + (*s->at - '0');
  if (digits == 0) return 0;
  if (*s->at == '.') {
    s->at++;
    for (digits = 0; *s->at >= '0' && *s->at <= '9'; s->at++, digits++) {
      if (scale < 3) value = value * 10 + (*s->at - '0'), scale++;
    }
    if (digits == 0) return 0;
  }
  if (*s->at == 'e' || *s->at == 'E') {
    s->at++;
    if (*s->at == '+' || *s->at == '-') s->at++;
    while (*s->at >= '0' && *s->at <= '9') s->at++;
  }
  s->sum += negative ? -value : value;
  return 1;
}

static int word(struct scanner *s, const char *text) {
  for (; *text != 0; text++)
    if (*s->at++ != *text) return 0;
  return 1;
}

KERNEL int json_value(struct scanner *s) {
  if (++s->depth > 32) return 0;
  json_space(s);
  s->values++;
  int good;
  switch (*s->at) {
    case '{':
    case '[': {
      int object = *s->at == '{';
      char close = object ? '}' : ']';
      s->at++;
      json_space(s);
      if (*s->at == close) {
        s->at++;
        good = 1;
        break;
      }
      for (;;) {
        if (object) {
          json_space(s);
          if (!json_string(s)) return 0;
          json_space(s);
          if (*s->at++ != ':') return 0;
        }
        if (!json_value(s)) return 0;
        json_space(s);
        char c = *s->at++;
        if (c == close) break;
        if (c != ',') return 0;
      }
      good = 1;
      break;
    }
    case '"': good = json_string(s); break;
    case 't': good = word(s, "true"); break;
    case 'f': good = word(s, "false"); break;
    case 'n': good = word(s, "null"); break;
    default: good = json_number(s); break;
  }
  json_space(s);
  s->depth--;
  return good;
}

static const char document[] =
    "{ \"device\": \"pump-7\", \"enabled\": true, \"limits\": {\"low\": -12.5, \"high\": 87.25, \"unit\": \"\\u00b0C\"},\n"
    "  \"samples\": [12, 13.5, 14, 14.125, 15e0, 1.6E+1, -3, 0, 0.001],\n"
    "  \"log\": [{\"t\": 1001, \"m\": \"start \\\"cold\\\"\"}, {\"t\": 1042, \"m\": \"\\tvalve\\nopen\", \"v\": [1, [2, [3, []]]]}],\n"
    "  \"nothing\": null, \"last\": false }";
static const char broken[] = "{\"a\": [1, 2, {\"b\": tru}]}";

unsigned run(void) {
  unsigned hash = 0;
  for (int round = 0; round < 24; round++) {
    struct scanner s = {round % 4 == 3 ? broken : document, 0, 0, 0, 0, round};
    hash = MIX(hash, json_value(&s));
    hash = MIX(hash, s.values << 16 ^ s.strings << 8 ^ s.depth);
    hash = MIX(hash, s.sum);
  }
  return hash;
}
