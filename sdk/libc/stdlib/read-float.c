/*
 * Floating numbers as C11 7.22.1.3 writes them, to the nearest 62 bits and what tells whether there is more.
 *
 * A decimal number is scaled by powers of two, in base 10^8, until its integer has 54 to 62 bits. As many digits are
 * kept as decide every case: a number half-way between two doubles has at most 768. What is behind them only says that
 * the number is above the one which ends there; the last digit being odd says so, too, as long as those half-way have a
 * 0 there.
 */
#include "decimal.h"
#include "source.h"
#include <ctype.h>

/*
 * Words in front of the digits, of which there is room for 97. The smallest number that is not taken for 0 begins 42
 * words behind the point, and ends with three in front of it; one more may come from its first multiplications by 10.
 */
#define FRONT 47
/* 10^(8 * 40) is above every double; 10^(-8 * 42) is less than half of the smallest. */
#define MOST_WORDS 40
#define LEAST_WORDS (-42)
/* Exponents that overflow and underflow without further ado. */
#define HUGE_EXPONENT 100000

/* Takes the letters of a word, in either case; 0 when the text has another. */
static APART int take_word(struct source *source, const char *word)
{
  for (; *word != '\0'; ++word) {
    if ((__hsx_peek(source) | 0x20) != *word)
      return 0;
    __hsx_take(source);
  }
  return 1;
}

/*
 * An exponent behind its letter, when that is next; 0 where there is none. What is above a thousand millions stays
 * there.
 */
static APART int read_exponent(struct source *source, int letter, int *end)
{
  *end = source->taken;
  if ((__hsx_peek(source) | 0x20) != letter)
    return 0;
  int c = __hsx_take_and_peek(source);
  int negative = c == '-';
  if (negative || c == '+')
    c = __hsx_take_and_peek(source);
  int exponent = 0;
  for (; isdigit(c); c = __hsx_take_and_peek(source)) {
    if (exponent < 1 << 27)
      exponent = exponent * 10 + (c - '0');
    *end = source->taken + 1;
  }
  return negative ? -exponent : exponent;
}

static void trim(struct decimal *number)
{
  while (number->end > number->top && number->words[number->end - 1] == 0)
    --number->end;
}

/* Scales to an integer of 54 to 62 bits, and takes that. */
static APART void scale(struct decimal *number, struct float_text *text)
{
  int exponent = 0;
  trim(number);
  if (number->point - number->top > MOST_WORDS)
    exponent = HUGE_EXPONENT;
  else if (number->point - number->top < LEAST_WORDS)
    exponent = -HUGE_EXPONENT;
  else {
    /* Three words hold such an integer, the first of them below 256. */
    while (number->point - number->top > 3 ||
           (number->point - number->top == 3 && number->words[number->top] >= 1 << DECIMAL_MAX_HALVES)) {
      __hsx_decimal_halve(number, DECIMAL_MAX_HALVES);
      exponent += DECIMAL_MAX_HALVES;
    }
    while (number->point - number->top < 3) {
      __hsx_decimal_multiply(number, 32, 0);
      trim(number);
      exponent -= 5;
    }
  }
  uint64_t integer = 0;
  int i = number->top;
  for (int word = 0; word < 3; ++word, ++i)
    integer = integer * DECIMAL_BASE + (i < number->end ? number->words[i] : 0);
  text->significand = integer << 2 | (number->end > number->point);
  text->exponent = exponent - 2;
}

/* The rest of a decimal number whose first digit, a 0, may have been taken. */
static APART void read_decimal(struct source *source, struct float_text *text)
{
  struct decimal number;
  number.top = number.end = FRONT;
  int exponent = 0;
  int point = 0;
  int below = 0;
  uint32_t word = 0;
  int in_word = 0;
  for (int c = __hsx_peek(source);; c = __hsx_take_and_peek(source)) {
    if (c == '.' && !point) {
      point = 1;
    } else {
      if (!isdigit(c))
        break;
      text->end = 0;
      exponent -= point;
      c -= '0';
      if (number.end == DECIMAL_WORDS) {
        ++exponent;
        below |= c;
      } else if (c != 0 || word != 0 || number.end != FRONT) {
        word = word * 10 + (uint32_t)c;
        if (++in_word == DECIMAL_DIGITS) {
          number.words[number.end++] = word;
          word = 0;
          in_word = 0;
        }
      }
    }
  }
  if (text->end >= 0)
    exponent += read_exponent(source, 'e', &text->end);
  if (in_word != 0) {
    for (; in_word != DECIMAL_DIGITS; ++in_word) {
      word *= 10;
      --exponent;
    }
    number.words[number.end++] = word;
  }
  if (number.end == FRONT)
    return;
  if (below != 0)
    number.words[number.end - 1] |= 1;
  for (; exponent % DECIMAL_DIGITS != 0; --exponent)
    __hsx_decimal_multiply(&number, 10, 0);
  number.point = number.end + exponent / DECIMAL_DIGITS;
  scale(&number, text);
}

/* What follows 0x. */
static void read_hexadecimal(struct source *source, struct float_text *text)
{
  int exponent = 0;
  int point = 0;
  int digits = 0;
  uint64_t significand = 0;
  for (int c = __hsx_peek(source);; c = __hsx_take_and_peek(source)) {
    if (c == '.' && !point) {
      point = 4;
    } else {
      if (!isxdigit(c))
        break;
      digits = 1;
      unsigned digit = isdigit(c) ? (unsigned)c - '0' : ((unsigned)c | 0x20) - 'a' + 10;
      if (significand >> 60 == 0) {
        significand = significand << 4 | digit;
        exponent -= point;
      } else {
        significand |= digit != 0;
        exponent += 4 - point;
      }
    }
  }
  if (digits)
    exponent += read_exponent(source, 'p', &text->end);
  text->significand = significand;
  text->exponent = exponent;
}

static void read_magnitude(struct source *source, int c, struct float_text *text)
{
  if ((c | 0x20) == 'i') {
    if (take_word(source, "inf")) {
      text->kind = TEXT_INFINITY;
      text->end = source->taken;
      if (take_word(source, "inity"))
        text->end = source->taken;
    }
  } else if ((c | 0x20) == 'n') {
    if (take_word(source, "nan")) {
      text->kind = TEXT_NAN;
      text->end = source->taken;
      c = __hsx_peek(source);
      if (c == '(') {
        do
          c = __hsx_take_and_peek(source);
        while (isalnum(c) || c == '_');
        if (c == ')') {
          __hsx_take(source);
          text->end = source->taken;
        }
      }
    }
  } else {
    if (c == '0') {
      c = __hsx_take_and_peek(source);
      text->end = source->taken;
      if ((c | 0x20) == 'x') {
        __hsx_take(source);
        read_hexadecimal(source, text);
        return;
      }
    }
    read_decimal(source, text);
  }
}

void __hsx_read_float(struct source *source, struct float_text *text)
{
  text->significand = 0;
  text->exponent = 0;
  text->kind = TEXT_FINITE;
  text->end = -1;
  int c = __hsx_peek(source);
  int negative = c == '-';
  if (negative || c == '+')
    c = __hsx_take_and_peek(source);
  read_magnitude(source, c, text);
  text->negative = negative && text->end >= 0;
  if (text->significand != 0)
    for (; text->significand >> 56 == 0; text->exponent -= 8)
      text->significand <<= 8;
}

int __hsx_is_exact(const struct float_text *text, int least)
{
  uint64_t significand = text->significand;
  int exponent = text->exponent;
  for (; exponent < least && (significand & 1) == 0; ++exponent)
    significand >>= 1;
  return exponent >= least;
}
