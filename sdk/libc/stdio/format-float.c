/*
 * %e, %f and %g of doubles, which long double is, too. The number is written out in full, 1075 digits at most in 0.6
 * KiB of stack, and rounded once where the precision asks, half to even. So every digit is right, whatever the
 * precision.
 */
#include "../stdlib/decimal.h"
#include "format.h"

/* More digits than a double has behind the first one or the decimal point: what is asked for beyond is zeros. */
#define MOST_DIGITS 1100

/* The exponent of infinities and NaN. */
#define INFINITE 2047
/* The leading bit of a significand, and how many digits of base 16 are behind it. */
#define LEADING (UINT64_C(1) << 52)
#define HEX_DIGITS 13

static const uint32_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

/*
 * significand * 2^exponent, not 0, with at most 53 bits in the significand. The last word is not 0, and in front of the
 * first one stands a 0, for the carry of rounding.
 */
static APART void expand(struct decimal *number, uint64_t significand, int exponent)
{
  /* Fractions grow behind the point, behind two words for the 53 bits and one for a carry; integers grow in front. */
  number->point = exponent < 0 ? 3 : DECIMAL_WORDS;
  number->top = number->end = number->point;
  significand <<= 9;
  for (int bits = 55; bits > 0; bits -= 5) {
    __hsx_decimal_multiply(number, 32, (uint32_t)(significand >> 59));
    significand <<= 5;
  }
  while (exponent > 0) {
    int places = exponent < 5 ? exponent : 5;
    __hsx_decimal_multiply(number, 1u << places, 0);
    exponent -= places;
  }
  while (exponent < 0) {
    int places = exponent > -DECIMAL_MAX_HALVES ? -exponent : DECIMAL_MAX_HALVES;
    __hsx_decimal_halve(number, (unsigned)places);
    exponent += places;
  }
  while (number->words[number->end - 1] == 0)
    --number->end;
  number->words[number->top - 1] = 0;
}

/* The word that holds the digit worth 10^position. */
static int word_of(const struct decimal *number, int position)
{
  return number->point - 1 - (position >> 3);
}

/* Where the first digit is that is not 0; 0 for the number 0. */
static APART int first_position(const struct decimal *number)
{
  int top = number->top;
  if (top == number->end)
    return 0;
  int position = (number->point - 1 - top) * DECIMAL_DIGITS;
  for (const uint32_t *power = powers + 1; *power <= number->words[top]; ++power)
    ++position;
  return position;
}

static APART unsigned digit_at(const struct decimal *number, int position)
{
  int i = word_of(number, position);
  if (i < number->top || i >= number->end)
    return 0;
  return number->words[i] / powers[position & 7] % 10;
}

/* Rounds to a multiple of 10^position. */
static APART void round_to(struct decimal *number, int position)
{
  /* The highest digit that goes is in word i, and so is at least that one. */
  --position;
  int i = word_of(number, position);
  if (i >= number->end)
    return;
  if (i < number->top) {
    /* It is 0, and so is everything above it. */
    number->end = number->top;
    return;
  }
  uint32_t unit = powers[(position & 7) + 1];
  uint32_t kept = number->words[i] / unit;
  uint32_t odd = unit == DECIMAL_BASE ? number->words[i - 1] : kept;
  uint32_t twice = (number->words[i] - kept * unit) * 2 + (i + 1 < number->end);
  number->end = i + 1;
  number->words[i] = kept * unit;
  if (twice + (odd & 1) > unit) {
    number->words[i] += unit;
    while (number->words[i] >= DECIMAL_BASE) {
      number->words[i] -= DECIMAL_BASE;
      ++number->words[--i];
    }
    if (i < number->top)
      number->top = i;
  }
}

/*
 * The exponent that ends a number, up to `end`: a letter, a sign and at least so many digits. Returns where it begins.
 */
static APART char *exponent_text(char *end, unsigned letter, int exponent, int least)
{
  unsigned rest = (unsigned)(exponent < 0 ? -exponent : exponent);
  for (; least > 0 || rest != 0; --least) {
    *--end = (char)('0' + rest % 10);
    rest /= 10;
  }
  *--end = exponent < 0 ? '-' : '+';
  *--end = (char)letter;
  return end;
}

static APART void put_zeros_and(struct format *format, int zeros, const char *text, const char *end)
{
  while (--zeros >= 0)
    __hsx_out(format, '0');
  while (text != end)
    __hsx_out(format, *text++);
}

/* What goes before the digits. */
static int sign_of(const struct format *format, uint32_t high)
{
  if (high >> 31)
    return '-';
  if (format->flags & FLAG_PLUS)
    return '+';
  return format->flags & FLAG_SPACE ? ' ' : 0;
}

/* %a: 0x1.8p+0. The leading bit is bit 52, and 0 in a subnormal number. */
static void put_hex(struct format *format, unsigned sign, uint64_t significand, int exponent)
{
  unsigned lower = (unsigned)format->letter & 0x20;
  unsigned prefix = '0' | ('X' | lower) << 8;
  char room[7];
  char *end = room + sizeof room;
  char *tail = exponent_text(end, 'P' | lower, exponent, 1);
  int precision = format->precision;
  int zeros = precision - HEX_DIGITS;
  if (precision < 0) {
    precision = 0;
    for (uint64_t rest = significand << 12; rest != 0; rest <<= 4)
      ++precision;
  } else if (zeros > 0) {
    precision = HEX_DIGITS;
  }
  if (zeros < 0)
    zeros = 0;
  uint64_t half = LEADING >> 1;
  for (int digit = 0; digit != precision; ++digit)
    half >>= 4;
  if (half != 0)
    significand += half - 1 + ((significand & half << 1) != 0);
  int has_point = precision > 0 || (format->flags & FLAG_ALTERNATE);
  if (sign != 0)
    prefix = prefix << 8 | sign;
  __hsx_begin_field(format, prefix, 1 + has_point + precision + zeros + (int)(end - tail));
  for (;; has_point = 0) {
    __hsx_out(format, (int)("0123456789ABCDEF"[significand >> 52] | lower));
    if (has_point)
      __hsx_out(format, '.');
    if (--precision < 0)
      break;
    significand = significand << 4 & (LEADING << 4) - 1;
  }
  put_zeros_and(format, zeros, tail, end);
}

void __hsx_format_float(struct format *format)
{
  uint64_t bits = va_arg(format->arguments, uint64_t);
  unsigned sign = (unsigned)sign_of(format, (uint32_t)(bits >> 32));
  unsigned lower = (unsigned)format->letter & 0x20;
  int style = format->letter | 0x20;
  int exponent = (int)(bits >> 52 & INFINITE);
  bits &= LEADING - 1;
  if (exponent == INFINITE) {
    format->flags &= ~(unsigned)FLAG_ZERO;
    format->precision = 0;
    __hsx_put_field(format, sign, &"INFNANinfnan"[(bits != 0 ? 3 : 0) + (lower ? 6 : 0)], 3);
    return;
  }
  if (exponent != 0)
    bits |= LEADING;
  else if (bits != 0)
    exponent = 1;
  else
    exponent = 1023;
  if (style == 'a') {
    put_hex(format, sign, bits, exponent - 1023);
    return;
  }

  struct decimal number;
  number.top = number.end = number.point = 0;
  if (bits != 0)
    expand(&number, bits, exponent - 1075);
  int precision = format->precision < 0 ? 6 : format->precision;
  int zeros = 0;
  if (precision > MOST_DIGITS) {
    zeros = precision - MOST_DIGITS;
    precision = MOST_DIGITS;
  }
  /* %g says how many digits there are, the others how many are behind the first one or the point. */
  if (style == 'g' && precision != 0)
    --precision;
  round_to(&number, (style == 'f' ? 0 : first_position(&number)) - precision);
  /* The highest digit, and the one in front of the point. */
  int first = first_position(&number);
  int units = style == 'f' ? 0 : first;
  if (style == 'g') {
    if (first >= -4 && first <= precision) {
      style = 'f';
      units = 0;
      precision -= first;
    }
    if (!(format->flags & FLAG_ALTERNATE)) {
      zeros = 0;
      while (precision > 0 && digit_at(&number, units - precision) == 0)
        --precision;
    }
  }
  int has_point = precision > 0 || (format->flags & FLAG_ALTERNATE);
  if (first < units)
    first = units;
  char room[5];
  char *end = room + sizeof room;
  char *tail = style == 'f' ? end : exponent_text(end, 'E' | lower, units, 2);
  __hsx_begin_field(format, sign, first - units + 1 + has_point + precision + zeros + (int)(end - tail));
  int last = units - precision;
  for (int position = first;; --position) {
    __hsx_out(format, '0' + (int)digit_at(&number, position));
    if (position == units && has_point)
      __hsx_out(format, '.');
    if (position == last)
      break;
  }
  put_zeros_and(format, zeros, tail, end);
}
