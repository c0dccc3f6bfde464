/** @file wide-circular.c Angles: what is left of a quarter turn, and its sine. */
#include "wide-circular-tables.h"
#include "wide.h"

#define SINE_COUNT ((int32_t)(sizeof SINE / sizeof SINE[0]))
#define COSINE_COUNT ((int32_t)(sizeof COSINE / sizeof COSINE[0]))

/** 2/pi */
static const struct wide quarters_of_radians = {0xa2f9836e4e44152aull, 0, 0};

/** Words of 2/pi that are multiplied: of their product with a double, 76 bits are right in the worst case of cancellation. */
#define WORDS 7

uint32_t __hsx_wide_quadrant(struct wide *r, const struct wide *x) {
  int32_t exponent = x->exponent;
  if (exponent < 0) {
    __hsx_wide_multiply(r, x, &quarters_of_radians);
    return 0;
  }
  // Words of 2/pi whose products with the operand, down to its 53rd bit, are multiples of four quarters are left out.
  const uint32_t *constant = TWO_OVER_PI;
  while (exponent >= 55 + 32) {
    constant++;
    exponent -= 32;
  }
  // product[0] is the integer; low words come first from the multiplication.
  uint32_t product[WORDS + 3];
  uint32_t high = high_word(x->digits), low = low_word(x->digits);
  uint32_t upper = 0, middle = 0;
  for (int i = WORDS; i > 0; i--) {
    uint32_t word = constant[i - 1];
    uint64_t p = multiply(low, word);
    uint64_t q = multiply(high, word) + high_word(p);
    uint32_t sum = low_word(p) + middle;
    q += sum < middle;
    q += upper;
    // No carry is lost: the product with both words and what is added are below 2^96.
    product[i + 2] = sum;
    middle = low_word(q);
    upper = high_word(q);
  }
  product[2] = middle;
  product[1] = upper;
  product[0] = 0;
  const uint32_t *p = product;
  while (exponent >= 32) {
    p++;
    exponent -= 32;
  }
  uint32_t w[5];
  for (int i = 0; i < 5; i++) w[i] = exponent == 0 ? p[i] : p[i] << exponent | p[i + 1] >> (32 - exponent);
  uint32_t n = w[0];
  uint32_t sign = x->sign;
  if ((int32_t)w[1] < 0) {
    // The nearest multiple is the next one; the last bit does not matter.
    n++;
    sign ^= SIGN;
    for (int i = 1; i < 5; i++) w[i] = ~w[i];
  }
  if ((int32_t)x->sign < 0) n = -n;
  int32_t words_of_zeros = 1;
  while (w[words_of_zeros] == 0 && words_of_zeros < 2) words_of_zeros++;
  const uint32_t *f = &w[words_of_zeros];
  int32_t places = leading_zeros(f[0]);
  r->digits = words(f[0], f[1]);
  if (places != 0) r->digits = r->digits << places | f[2] >> (32 - places);
  r->exponent = -32 * (words_of_zeros - 1) - places;
  r->sign = sign;
  return n & 3;
}

void __hsx_wide_sine(struct wide *r, const struct wide *fraction, uint32_t quarters) {
  uint32_t sign = quarters << 30 & SIGN;
  int32_t places = -2 * fraction->exponent;
  uint64_t square = places > 63 ? 0 : __hsx_high64(fraction->digits, fraction->digits) >> places;
  if (quarters & 1) {
    // 1 - square * (...)
    uint64_t rest = __hsx_high64(__hsx_polynomial(COSINE, COSINE_COUNT, square), square) << 1;
    if (rest == 0) *r = __hsx_wide_one;
    else {
      r->digits = -rest;
      r->exponent = 0;
    }
    r->sign = sign;
  } else {
    struct wide slope = {__hsx_polynomial(SINE, SINE_COUNT, square), 1, sign};
    __hsx_wide_multiply(r, fraction, &slope);
  }
}
