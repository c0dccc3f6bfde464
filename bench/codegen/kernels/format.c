/* Formatting as printf does it, with flags, width and precision; and parsing numbers back. */
#include "kernel.h"
#include <stdarg.h>

struct out {
  char *at, *end;
};

static char buffer[128];

static void put(struct out *o, char c) {
  if (o->at < o->end) *o->at++ = c;
}

KERNEL void format_field(struct out *o, const char *text, int length, int width, int left, char fill) {
  if (!left)
    for (; width > length; width--) put(o, fill);
  for (int i = 0; i < length; i++) put(o, text[i]);
  if (left)
    for (; width > length; width--) put(o, ' ');
}

KERNEL int format_number(char *end, uint32_t value, unsigned base, int upper) {
  const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  char *at = end;
  do {
    *--at = digits[value % base];
    value /= base;
  } while (value != 0);
  return (int)(end - at);
}

KERNEL int format(char *to, size_t size, const char *f, ...) {
  va_list args;
  struct out o = {to, to + size - 1};
  char number[36];
  va_start(args, f);
  for (; *f != 0; f++) {
    if (*f != '%') {
      put(&o, *f);
      continue;
    }
    int left = 0, width = 0, precision = -1;
    char fill = ' ', sign = 0;
    for (f++;; f++) {
      if (*f == '-') left = 1;
      else if (*f == '0') fill = '0';
      else if (*f == '+') sign = '+';
      else break;
    }
    if (*f == '*') {
      width = va_arg(args, int);
      f++;
    } else
      while (*f >= '0' && *f <= '9') width = width * 10 + (*f++ - '0');
    if (*f == '.') {
      f++;
      precision = 0;
      while (*f >= '0' && *f <= '9') precision = precision * 10 + (*f++ - '0');
    }
    switch (*f) {
      case 'd': {
        int value = va_arg(args, int);
        int length = format_number(number + 36, value < 0 ? -(uint32_t)value : (uint32_t)value, 10, 0);
        while (length < precision && length < 34) number[36 - ++length] = '0';
        if (value < 0) sign = '-';
        if (sign != 0 && fill == '0') {
          put(&o, sign);
          width--;
        } else if (sign != 0)
          number[36 - ++length] = sign;
        format_field(&o, number + 36 - length, length, width, left, fill);
        break;
      }
      case 'u':
      case 'x':
      case 'X':
      case 'b': {
        unsigned base = *f == 'u' ? 10 : *f == 'b' ? 2 : 16;
        int length = format_number(number + 36, va_arg(args, unsigned), base, *f == 'X');
        format_field(&o, number + 36 - length, length, width, left, fill);
        break;
      }
      case 'c': {
        char c = (char)va_arg(args, int);
        format_field(&o, &c, 1, width, left, ' ');
        break;
      }
      case 's': {
        const char *s = va_arg(args, const char *);
        int length = 0;
        while (s[length] != 0 && length != precision) length++;
        format_field(&o, s, length, width, left, ' ');
        break;
      }
      case '%': put(&o, '%'); break;
      default:
        put(&o, '%');
        put(&o, *f);
        break;
    }
  }
  *o.at = 0;
  va_end(args);
  return (int)(o.at - to);
}

KERNEL int32_t parse_number(const char **text, unsigned base) {
  const char *s = *text;
  uint32_t value = 0;
  int negative = 0;
  while (*s == ' ') s++;
  if (*s == '-' || *s == '+') negative = *s++ == '-';
  for (;; s++) {
    unsigned digit = (unsigned char)*s - '0';
    if (digit > 9) {
      digit = ((unsigned char)*s | 32u) - 'a';
      if (digit > 25) break;
      digit += 10;
    }
    if (digit >= base) break;
    value = value * base + digit;
  }
  *text = s;
  return negative ? -(int32_t)value : (int32_t)value;
}

unsigned run(void) {
  unsigned seed = 18, hash = 0;
  for (int i = 0; i < 40; i++) {
    int value = (int32_t)NEXT(seed) >> (i & 15);
    int length = format(buffer, sizeof buffer, "%5d|%-8x|%08X %+d %.4d %*u%% %-6s[%c]%.2s", i, value, value, value, i, 9, seed >> 12,
                        i & 1 ? "even" : "odd", 'a' + i % 26, "xyz");
    for (int k = 0; k < length; k++) hash = MIX(hash, buffer[k]);
    const char *at = buffer;
    hash = MIX(hash, parse_number(&at, 10));
    at++;
    hash = MIX(hash, parse_number(&at, 16));
  }
  return hash;
}
