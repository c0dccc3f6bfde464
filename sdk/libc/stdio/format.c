/*
 * Formatted text (C11 7.21.6.1): the walk over the format, and the conversions of integers, characters, strings and
 * pointers. The rest is in the hands of format->more, so that a program whose formats do not ask for it does not have
 * it.
 *
 * Every program that prints a number has this: it is written to be small.
 */
#include "format.h"

/* 64 bits in base 8, the longest digits there are. */
#define MAX_DIGITS 22

void __hsx_out(struct format *format, int c)
{
  if (format->total < 0)
    return;
  /* A text longer than an int can say ends as a failure: the sum becomes negative. */
  format->total = (int)((unsigned)format->total + 1);
  format->put(format, c);
}

void __hsx_pad(struct format *format, int c)
{
  while (format->width > 0) {
    --format->width;
    __hsx_out(format, c);
  }
}

void __hsx_begin_field(struct format *format, unsigned prefix, int length)
{
  for (unsigned rest = prefix; rest != 0; rest >>= 8)
    ++length;
  format->width -= length;
  if (!(format->flags & (FLAG_LEFT | FLAG_ZERO)))
    __hsx_pad(format, ' ');
  for (; prefix != 0; prefix >>= 8)
    __hsx_out(format, (int)(prefix & 0xff));
  if (!(format->flags & FLAG_LEFT))
    __hsx_pad(format, '0');
}

int __hsx_put_field(struct format *format, unsigned prefix, const char *text, int length)
{
  int zeros = format->precision - length;
  if (zeros < 0)
    zeros = 0;
  __hsx_begin_field(format, prefix, length + zeros);
  for (; zeros != 0; --zeros)
    __hsx_out(format, '0');
  for (; length != 0; --length)
    __hsx_out(format, *text++);
  return 1;
}

/* The conversions of integers by letter: the base, and what is special. */
enum {
  BASE = 31,
  IS_ADDRESS = 32,
  IS_SIGNED = 64,
};
static const char integers[] = "  d\x4ai\x4au\x0ax\x10X\x10o\x08p\x30";

/* Digits up to `end`, for a conversion by `letter`; returns where they begin. 0 has none. */
static char *digits(char *end, uint64_t value, unsigned base, int letter)
{
  while (value != 0) {
    /* Long division in pieces of 16 bits: a remainder and a piece fit a word. */
    uint32_t hi = (uint32_t)(value >> 32);
    uint32_t lo = (uint32_t)value;
    uint32_t piece = hi % base << 16 | lo >> 16;
    uint32_t upper = piece / base;
    piece = piece % base << 16 | (lo & 0xffff);
    value = (uint64_t)(hi / base) << 32 | (upper << 16 | piece / base);
    /* Lower case is bit 5, which digits have anyway. */
    *--end = (char)("0123456789ABCDEF"[piece % base] | (letter & 0x20));
  }
  return end;
}

/* Integers, addresses, characters and strings; 0 for another letter. */
static APART int convert(struct format *format)
{
  char room[MAX_DIGITS];
  const char *body;
  int length = 0;
  unsigned prefix = 0;
  int letter = format->letter;
  if (letter == 'c' || letter == 's') {
    format->flags &= ~(unsigned)FLAG_ZERO;
    if (letter == 'c') {
      room[0] = (char)va_arg(format->arguments, int);
      body = room;
      length = 1;
    } else {
      body = va_arg(format->arguments, const char *);
      if (body == NULL)
        body = "(null)";
      for (; length != format->precision && body[length] != '\0'; ++length)
        ;
    }
    format->precision = 0;
  } else {
    const char *kind = integers;
    do {
      kind += 2;
      if (*kind == '\0')
        return 0;
    } while (*kind != letter);
    unsigned what = (unsigned char)kind[1];
    unsigned base = what & BASE;
    unsigned flags = format->flags;
    uint64_t value;
    if (flags & (FLAG_LL | FLAG_J)) {
      value = va_arg(format->arguments, uint64_t);
    } else {
      unsigned spare = NARROWER_BY(flags);
      uint32_t word = va_arg(format->arguments, uint32_t) << spare;
      value = what & IS_SIGNED ? (uint64_t)((int32_t)word >> spare) : word >> spare;
    }
    if (what & IS_SIGNED) {
      if ((int64_t)value < 0) {
        value = -value;
        prefix = '-';
      } else if (flags & FLAG_PLUS) {
        prefix = '+';
      } else if (flags & FLAG_SPACE) {
        prefix = ' ';
      }
    }
    if (base == 16 && (((flags & FLAG_ALTERNATE) && value != 0) || (what & IS_ADDRESS)))
      prefix = '0' | (unsigned)(letter | ('p' ^ 'x')) << 8;
    body = digits(room + sizeof room, value, base, letter);
    length = room + sizeof room - body;
    if (format->precision >= 0)
      format->flags = flags & ~(unsigned)FLAG_ZERO;
    else
      format->precision = 1;
    if (base == 8 && (flags & FLAG_ALTERNATE) && format->precision <= length)
      format->precision = length + 1;
  }
  return __hsx_put_field(format, prefix, body, length);
}

/* Takes flags and lengths from the format, which need not be in order. */
static APART void read_flags(struct format *format)
{
  const char *p = format->text;
  unsigned flags = format->flags;
  for (unsigned n = 0; FLAG_LETTERS[n] != '\0';) {
    if (*p == FLAG_LETTERS[n]) {
      unsigned bit = 1u << 2 * n;
      flags |= bit | (flags & bit) << 1;
      ++p;
      n = 0;
    } else {
      ++n;
    }
  }
  format->flags = flags;
  format->text = p;
}

/*
 * Takes a number from the format or, for a *, an argument. Digits that would make it larger than a thousand millions
 * are passed over.
 */
static APART int read_number(struct format *format)
{
  const char *p = format->text;
  int number = 0;
  if (*p == '*') {
    ++p;
    number = va_arg(format->arguments, int);
  } else {
    for (unsigned digit; (digit = (unsigned)*p - '0') < 10; ++p)
      if (number < 1 << 27)
        number = number * 10 + (int)digit;
  }
  format->text = p;
  return number;
}

int __hsx_format(struct format *format, const char *text, va_list arguments)
{
  format->total = 0;
  format->arguments = arguments;
  format->text = text;
  for (;;) {
    const char *start = format->text;
    int c = *format->text++;
    if (c == '\0')
      break;
    if (c == '%') {
      format->flags = 0;
      read_flags(format);
      format->width = read_number(format);
      if (format->width < 0) {
        format->flags |= FLAG_LEFT;
        format->width = (int)-(unsigned)format->width;
      }
      format->precision = -1;
      if (*format->text == '.') {
        ++format->text;
        format->precision = read_number(format);
      }
      read_flags(format);
      c = *format->text++;
      if (c == '\0')
        break;
      format->letter = c;
      if ((format->more != NULL && format->more(format)) || convert(format)) {
        __hsx_pad(format, ' ');
        continue;
      }
      /* What is not known is written as it stands. */
      if (c == '%')
        start = format->text - 1;
    }
    while (start != format->text)
      __hsx_out(format, *start++);
  }
  return format->total;
}
