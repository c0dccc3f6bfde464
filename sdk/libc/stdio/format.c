/*
 * Formatted text (C11 7.21.6.1) for integers, characters, strings and pointers. A conversion of floating numbers takes its
 * argument and is written as it stands in the format.
 */
#include "stream.h"
#include <limits.h>
#include <string.h>

/* 64 bits in base 8, the longest digits there are. */
#define MAX_DIGITS 22

enum {
  FLAG_LEFT = 1,
  FLAG_PLUS = 2,
  FLAG_SPACE = 4,
  FLAG_ALTERNATE = 8,
  FLAG_ZERO = 16,
};

/* One conversion of the format. */
struct conversion {
  unsigned flags;
  unsigned width;
  /* Negative: none was given. */
  int precision;
  /* Bytes of the integer argument. */
  unsigned size;
  char letter;
};

/* What goes out: in front, zeros, the body. */
struct field {
  const char *prefix;
  size_t prefix_length;
  size_t zeros;
  const char *body;
  size_t length;
};

/* The text so far. */
struct output {
  struct sink *sink;
  unsigned total;
  int failed;
};

static void put(struct output *out, const char *bytes, size_t count)
{
  if (count == 0 || out->failed)
    return;
  /* What is longer than an int can say is an error from there on. */
  if (count > (size_t)INT_MAX - out->total || out->sink->put(out->sink, bytes, count) != 0)
    out->failed = 1;
  else
    out->total += count;
}

static void pad(struct output *out, char c, size_t count)
{
  char some[16];
  memset(some, c, sizeof some);
  while (count != 0 && !out->failed) {
    size_t n = count < sizeof some ? count : sizeof some;
    put(out, some, n);
    count -= n;
  }
}

static void put_field(struct output *out, const struct conversion *how, const struct field *field)
{
  size_t length = field->prefix_length + field->zeros + field->length;
  size_t fill = length < how->width ? how->width - length : 0;
  if (!(how->flags & FLAG_LEFT))
    pad(out, ' ', fill);
  put(out, field->prefix, field->prefix_length);
  pad(out, '0', field->zeros);
  put(out, field->body, field->length);
  if (how->flags & FLAG_LEFT)
    pad(out, ' ', fill);
}

/* Writes the digits of hi:lo so that they end at `end`; returns where they begin. 0 has none. */
static char *digits(char *end, uint32_t hi, uint32_t lo, unsigned base, char ten)
{
  while ((hi | lo) != 0) {
    unsigned digit;
    if (hi == 0) {
      digit = lo % base;
      lo /= base;
    } else {
      /* Long division in pieces of 16 bits: a remainder and a piece fit a word. */
      digit = hi % base;
      hi /= base;
      uint32_t piece = digit << 16 | lo >> 16;
      uint32_t upper = piece / base;
      piece = piece % base << 16 | (lo & 0xffff);
      digit = piece % base;
      lo = upper << 16 | piece / base;
    }
    *--end = (char)(digit < 10 ? '0' + digit : ten + digit - 10);
  }
  return end;
}

static void put_integer(struct output *out, const struct conversion *how, uint64_t value)
{
  char room[MAX_DIGITS];
  char prefix[2];
  struct field field = {.prefix = prefix};
  uint32_t hi = (uint32_t)(value >> 32);
  uint32_t lo = (uint32_t)value;
  char ten = how->letter == 'X' ? 'A' : 'a';
  unsigned base = 10;
  switch (how->letter) {
  case 'd':
  case 'i':
    if ((int32_t)hi < 0) {
      lo = -lo;
      hi = ~hi + (lo == 0);
      prefix[field.prefix_length++] = '-';
    } else if (how->flags & (FLAG_PLUS | FLAG_SPACE)) {
      prefix[field.prefix_length++] = how->flags & FLAG_PLUS ? '+' : ' ';
    }
    break;
  case 'o':
    base = 8;
    break;
  case 'x':
  case 'X':
  case 'p':
    base = 16;
    if ((how->flags & FLAG_ALTERNATE) && ((hi | lo) != 0 || how->letter == 'p')) {
      prefix[0] = '0';
      prefix[1] = how->letter == 'X' ? 'X' : 'x';
      field.prefix_length = 2;
    }
    break;
  default:
    break;
  }
  field.body = digits(room + sizeof room, hi, lo, base, ten);
  field.length = (size_t)(room + sizeof room - field.body);
  size_t least = how->precision < 0 ? 1 : (size_t)how->precision;
  if (field.length < least)
    field.zeros = least - field.length;
  if (base == 8 && (how->flags & FLAG_ALTERNATE) && field.zeros == 0 && (field.length == 0 || *field.body != '0'))
    field.zeros = 1;
  /* Zeros up to the width, unless a precision says how many digits there are. */
  size_t length = field.prefix_length + field.zeros + field.length;
  if ((how->flags & (FLAG_ZERO | FLAG_LEFT)) == FLAG_ZERO && how->precision < 0 && length < how->width)
    field.zeros += how->width - length;
  put_field(out, how, &field);
}

static void put_text(struct output *out, const struct conversion *how, const char *text)
{
  struct field field = {.body = text == NULL ? "(null)" : text};
  field.length = how->precision < 0 ? strlen(field.body) : strnlen(field.body, (size_t)how->precision);
  put_field(out, how, &field);
}

static const char *read_flags(const char *p, struct conversion *how)
{
  static const char known[] = "-+ #0";
  const char *flag;
  while (*p != '\0' && (flag = strchr(known, *p)) != NULL) {
    how->flags |= 1u << (flag - known);
    ++p;
  }
  return p;
}

/* A number in the format; what is larger than an int stays the largest one. */
static const char *read_number(const char *p, int *number)
{
  int n = 0;
  for (; *p >= '0' && *p <= '9'; ++p)
    n = n > (INT_MAX - 9) / 10 ? INT_MAX : n * 10 + (*p - '0');
  *number = n;
  return p;
}

static const char *read_size(const char *p, struct conversion *how)
{
  how->size = 4;
  switch (*p) {
  case 'h':
    if (p[1] == 'h') {
      how->size = 1;
      return p + 2;
    }
    how->size = 2;
    return p + 1;
  case 'l':
    if (p[1] == 'l') {
      how->size = 8;
      return p + 2;
    }
    return p + 1;
  case 'j':
    how->size = 8;
    return p + 1;
  case 'z':
  case 't':
  case 'L':
    return p + 1;
  default:
    return p;
  }
}

/* Stores the number of bytes so far where %n wants it. */
static void store_count(void *to, unsigned size, unsigned count)
{
  if (size == 1)
    *(signed char *)to = (signed char)count;
  else if (size == 2)
    *(short *)to = (short)count;
  else if (size == 8)
    *(long long *)to = count;
  else
    *(int *)to = (int)count;
}

static uint64_t narrow_signed(uint32_t value, unsigned size)
{
  int32_t n = (int32_t)value;
  if (size == 1)
    n = (signed char)n;
  else if (size == 2)
    n = (short)n;
  return (uint64_t)(int64_t)n;
}

int __hsx_format(struct sink *sink, const char *format, va_list arguments)
{
  struct output out = {.sink = sink};
  while (*format != '\0' && !out.failed) {
    const char *plain = format;
    while (*format != '\0' && *format != '%')
      ++format;
    put(&out, plain, (size_t)(format - plain));
    if (*format == '\0')
      break;

    const char *start = format++;
    struct conversion how = {.precision = -1};
    int number;
    format = read_flags(format, &how);
    if (*format == '*') {
      ++format;
      number = va_arg(arguments, int);
      if (number < 0) {
        how.flags |= FLAG_LEFT;
        number = -number;
      }
    } else {
      format = read_number(format, &number);
    }
    how.width = (unsigned)number;
    if (*format == '.') {
      if (*++format == '*') {
        ++format;
        how.precision = va_arg(arguments, int);
      } else {
        format = read_number(format, &how.precision);
      }
    }
    format = read_size(format, &how);
    how.letter = *format;
    if (how.letter == '\0')
      break;
    ++format;

    switch (how.letter) {
    case 'd':
    case 'i':
      put_integer(&out, &how,
                  how.size == 8 ? va_arg(arguments, uint64_t) : narrow_signed(va_arg(arguments, uint32_t), how.size));
      break;
    case 'p':
      how.flags |= FLAG_ALTERNATE;
      put_integer(&out, &how, va_arg(arguments, uint32_t));
      break;
    case 'u':
    case 'o':
    case 'x':
    case 'X': {
      uint64_t value = how.size == 8 ? va_arg(arguments, uint64_t) : va_arg(arguments, uint32_t);
      if (how.size < 4)
        value &= how.size == 1 ? 0xff : 0xffff;
      put_integer(&out, &how, value);
      break;
    }
    case 'c': {
      char c = (char)va_arg(arguments, int);
      struct field field = {.body = &c, .length = 1};
      put_field(&out, &how, &field);
      break;
    }
    case 's':
      put_text(&out, &how, va_arg(arguments, const char *));
      break;
    case 'n':
      store_count(va_arg(arguments, void *), how.size, out.total);
      break;
    case '%':
      put(&out, "%", 1);
      break;
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      (void)va_arg(arguments, uint64_t);
      put(&out, start, (size_t)(format - start));
      break;
    default:
      put(&out, start, (size_t)(format - start));
      break;
    }
  }
  return out.failed ? -1 : (int)out.total;
}
