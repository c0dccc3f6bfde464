/* Division of 64 bits in digits of 16, after Knuth (The Art of Computer Programming, volume 2, 4.3.1, algorithm D). */
#include "words64.h"

#define HALF(n) ((n) & 0xffff)

/*
 * One digit of a quotient: of a remainder below `d` with 16 more bits behind it. `d` has its highest bit set. The first guess, by the
 * upper half of `d` alone, is at most 2 too large.
 */
static uint32_t digit(uint32_t *rest, uint32_t next, uint32_t d)
{
  uint32_t upper = d >> 16;
  uint32_t guess = *rest / upper;
  uint32_t left = *rest - guess * upper;
  uint32_t product = guess * HALF(d);
  while (guess > 0xffff || product > (left << 16 | next)) {
    --guess;
    left += upper;
    product -= HALF(d);
    if (left > 0xffff)
      break;
  }
  *rest = (*rest << 16 | next) - guess * d;
  return guess;
}

/* (*rest:low) / d, where *rest < d and d has its highest bit set; the remainder goes to *rest. */
static uint32_t divide_wide(uint32_t *rest, uint32_t low, uint32_t d)
{
  uint32_t upper = digit(rest, low >> 16, d);
  return upper << 16 | digit(rest, HALF(low), d);
}

uint64_t __hsx_udivmoddi4(uint64_t n, uint64_t d, uint64_t *rest)
{
  uint32_t divisor_high = high_word(d);
  uint32_t divisor = low_word(d);
  uint32_t high = high_word(n);
  uint32_t low = low_word(n);
  if (divisor_high == 0) {
    if (high == 0) {
      *rest = low % divisor;
      return low / divisor;
    }
    uint32_t quotient_high = 0;
    if (high >= divisor) {
      quotient_high = high / divisor;
      high -= quotient_high * divisor;
    }
    if (high == 0) {
      uint32_t quotient = low / divisor;
      *rest = low - quotient * divisor;
      return join_words(quotient_high, quotient);
    }
    if (divisor < 0x10000) {
      /* A remainder and a half word fit a word. */
      uint32_t piece = high << 16 | low >> 16;
      uint32_t upper = piece / divisor;
      piece = (piece - upper * divisor) << 16 | HALF(low);
      uint32_t lower = piece / divisor;
      *rest = piece - lower * divisor;
      return join_words(quotient_high, upper << 16 | lower);
    }
    unsigned shift = (unsigned)__builtin_clz(divisor);
    uint64_t shifted = join_words(high, low) << shift;
    uint32_t part = high_word(shifted);
    uint32_t quotient = divide_wide(&part, low_word(shifted), divisor << shift);
    *rest = part >> shift;
    return join_words(quotient_high, quotient);
  }

  /* By the upper 32 bits of the divisor, of half the dividend; the quotient is a word, and the guess at most 1 too large. */
  unsigned shift = (unsigned)__builtin_clz(divisor_high);
  uint32_t part = high >> 1;
  uint32_t quotient = divide_wide(&part, low >> 1 | high << 31, high_word(d << shift)) >> (31 - shift);
  if (quotient != 0)
    --quotient;
  n -= quotient * d;
  if (n >= d) {
    n -= d;
    ++quotient;
  }
  *rest = n;
  return quotient;
}
