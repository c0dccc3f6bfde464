/*
 * Formatted input (C11 7.21.6.2): the walk over the format, and the conversions of integers, addresses, characters,
 * strings and sets. The rest is in the hands of scan->more, so that a program whose formats do not ask for it does not
 * have it.
 */
#include "scan.h"
#include "../stdlib/digits.h"
#include <ctype.h>

/* Whether `c` is in the set that begins behind a [; *end is what follows the ]. */
static APART int is_in_set(const char *set, int c, const char **end)
{
  int found = 0;
  int negative = *set == '^';
  set += negative;
  while (*set != '\0') {
    int first = *set++;
    int last = first;
    if (*set == '-' && set[1] != ']' && set[1] != '\0') {
      last = set[1];
      set += 2;
    }
    if (c >= first && c <= last)
      found = 1;
    /* Not looked for before the first member, which may be a ]. */
    if (*set == ']') {
      ++set;
      break;
    }
  }
  *end = set;
  return found != negative;
}

int __hsx_scan_accepts(const struct scan *scan, int c)
{
  const char *end;
  if (scan->letter == '[')
    return is_in_set(scan->set, c, &end);
  return scan->letter == 'c' || !isspace(c);
}

static APART int convert_text(struct scan *scan)
{
  char *to = scan->to;
  struct source *source = &scan->source;
  int before = source->taken;
  for (int c = __hsx_peek(source); c != EOF && __hsx_scan_accepts(scan, c); c = __hsx_take_and_peek(source))
    if (to != NULL)
      *to++ = (char)c;
  if (scan->letter == 'c')
    return source->left == 0 ? SCAN_DONE : SCAN_MISMATCH;
  if (source->taken == before)
    return SCAN_MISMATCH;
  if (to != NULL)
    *to = '\0';
  return SCAN_DONE;
}

/* The lowest bits of a number to memory, the lowest byte first. */
static void store(unsigned char *to, uint64_t number, int bits)
{
  for (; bits > 0; bits -= 8) {
    *to++ = (unsigned char)number;
    number >>= 8;
  }
}

static APART int convert_integer(struct scan *scan, unsigned base, int is_signed)
{
  struct source *source = &scan->source;
  int c = __hsx_peek(source);
  int negative = c == '-';
  int digits = 0;
  if (negative || c == '+')
    c = __hsx_take_and_peek(source);
  if (c == '0' && (base == 0 || base == 16)) {
    digits = 1;
    c = __hsx_take_and_peek(source);
    if ((c | 0x20) == 'x') {
      digits = 0;
      base = 16;
      c = __hsx_take_and_peek(source);
    } else if (base == 0) {
      base = 8;
    }
  }
  if (base == 0)
    base = 10;
  uint64_t number = 0;
  uint32_t beyond = 0;
  for (unsigned digit; (digit = digit_value((char)c)) < base; c = __hsx_take_and_peek(source)) {
    uint64_t low = (uint64_t)(uint32_t)number * base + digit;
    uint64_t high = (uint64_t)(uint32_t)(number >> 32) * base + (low >> 32);
    beyond |= (uint32_t)(high >> 32);
    number = high << 32 | (uint32_t)low;
    digits = 1;
  }
  if (!digits)
    return SCAN_MISMATCH;
  /* What the object cannot hold becomes the nearest that it can, as strtol has it. */
  uint64_t most = scan->bits == 64 ? UINT64_MAX : UINT32_MAX >> (32 - scan->bits);
  if (is_signed)
    most = (most >> 1) + (unsigned)negative;
  if (beyond != 0 || number > most) {
    number = most;
    negative &= is_signed;
  }
  if (scan->to != NULL)
    store(scan->to, negative ? -number : number, scan->bits);
  return SCAN_DONE;
}

static int convert(struct scan *scan)
{
  /* Letters of integers with their base; those with a sign first. */
  static const char integers[] = "d\x0ai\0u\x0ax\x10X\x10p\x10o\x08";
  int letter = scan->letter;
  if (letter == 's' || letter == 'c' || letter == '[')
    return convert_text(scan);
  for (unsigned i = 0; i < sizeof integers - 1; i += 2)
    if (integers[i] == letter)
      return convert_integer(scan, (unsigned char)integers[i + 1], i < 4);
  return SCAN_UNKNOWN;
}

int __hsx_scan(struct scan *scan, const char *format, va_list arguments)
{
  struct source *source = &scan->source;
  int stored = 0;
  int result = SCAN_DONE;
  scan->arguments = arguments;
  do {
    int suppressed = 0;
    int width = 0;
    int is_literal = 1;
    int c = *format++;
    source->left = INT_MAX;
    if (c == '\0')
      break;
    if (isspace(c)) {
      __hsx_skip_space(source);
      continue;
    }
    if (c == '%') {
      is_literal = 0;
      if (*format == '*') {
        suppressed = 1;
        ++format;
      }
      for (; isdigit(*format); ++format)
        if (width < 1 << 27)
          width = width * 10 + (*format - '0');
      scan->bits = 32;
      scan->is_long = 0;
      for (;;) {
        c = *format++;
        if (c == 'h')
          scan->bits >>= 1;
        else if (c == 'j' || c == 'L' || (c == 'l' && scan->is_long))
          scan->bits = 64;
        else if (c == 'l')
          scan->is_long = 1;
        else if (c != 'z' && c != 't')
          break;
      }
      if (c == 'n') {
        if (!suppressed)
          store(va_arg(scan->arguments, void *), (unsigned)source->taken, scan->bits);
        continue;
      }
      if (c == '[') {
        scan->set = format;
        is_in_set(format, 0, &format);
      } else if (c != 'c') {
        __hsx_skip_space(source);
      }
      is_literal = c == '%';
    }
    int next = __hsx_peek(source);
    if (next == EOF) {
      result = SCAN_FAILURE;
    } else if (is_literal) {
      if (next != c)
        break;
      __hsx_take(source);
    } else {
      source->left = width != 0 ? width : c == 'c' ? 1 : INT_MAX;
      scan->letter = c;
      scan->to = suppressed ? NULL : va_arg(scan->arguments, void *);
      result = SCAN_UNKNOWN;
      if (scan->more != NULL)
        result = scan->more(scan);
      if (result == SCAN_UNKNOWN)
        result = convert(scan);
      if (result == SCAN_DONE && !suppressed)
        ++stored;
    }
  } while (result == SCAN_DONE);
  return result == SCAN_FAILURE && stored == 0 ? EOF : stored;
}
