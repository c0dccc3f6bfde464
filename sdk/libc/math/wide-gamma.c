/** @file wide-gamma.c The gamma function about 2, and the way there. */
#include "wide-gamma-tables.h"
#include "wide.h"

#define GAMMA_COUNT ((int32_t)(sizeof GAMMA / sizeof GAMMA[0]))

/** 1 less Euler's constant. */
static const struct wide slope_at_two = {0xd8773039049e70b6ull, -1, 0};
static const struct wide minus_one = {WIDE_TOP, 1, SIGN};
static const struct wide minus_two = {WIDE_TOP, 2, SIGN};

void __hsx_wide_gamma_near_two(struct wide *r, const struct wide *u) {
  uint64_t x = u->exponent < -63 ? 0 : u->digits >> -u->exponent;
  struct wide bend = {__hsx_polynomial(GAMMA, (int32_t)u->sign < 0 ? -GAMMA_COUNT : GAMMA_COUNT, x), 0, 0};
  __hsx_wide_normalize(&bend);
  __hsx_wide_multiply(&bend, &bend, u);
  __hsx_wide_add(&bend, &bend, &slope_at_two);
  __hsx_wide_multiply(r, u, &bend);
}

int __hsx_wide_gamma(struct wide *r, struct wide *product, const struct wide *x) {
  struct wide t = *x;
  int below = 0;
  *product = __hsx_wide_one;
  for (;;) {
    int32_t top = (int32_t)(high_word(t.digits) >> 1);
    if ((int32_t)t.sign < 0 || t.exponent < 1 || (t.exponent == 1 && top < 0x60000000)) {
      __hsx_wide_multiply(product, product, &t);
      __hsx_wide_add(&t, &t, &__hsx_wide_one);
      below = 1;
    } else if (t.exponent > 2 || (t.exponent == 2 && top > 0x50000000)) {
      __hsx_wide_add(&t, &t, &minus_one);
      __hsx_wide_multiply(product, product, &t);
    } else break;
  }
  __hsx_wide_add(&t, &t, &minus_two);
  __hsx_wide_gamma_near_two(r, &t);
  return below;
}
