/** @file wide-exp.c Powers of 2 and of e with 64 digits. */
#include "wide-exp-tables.h"
#include "wide.h"

#define POWER_COUNT ((int32_t)(sizeof POWER / sizeof POWER[0]))

const struct wide __hsx_log2_e = {0xb8aa3b295c17f0bbull, 1, 0};

void __hsx_wide_exp2(struct wide *r, int32_t n, int64_t f) {
  // f = j / 8 + g, |g| up to 1/16
  int32_t j = (((int32_t)high_word((uint64_t)f) >> 28) + 1) >> 1;
  int64_t g = f - (int64_t)words((uint32_t)j << 29, 0);
  uint64_t power = EIGHTHS[j + 4];
  if (g < 0) power -= __hsx_high64(power, __hsx_high64((uint64_t)-g, __hsx_polynomial(POWER, POWER_COUNT, (uint64_t)-g)));
  else power += __hsx_high64(power, __hsx_high64((uint64_t)g, __hsx_polynomial(POWER, -POWER_COUNT, (uint64_t)g)));
  r->sign = 0;
  r->exponent = n + 1;
  if ((int64_t)power >= 0) {
    power += power;
    r->exponent = n;
  }
  r->digits = power;
}

void __hsx_wide_exp2m1(struct wide *r, const struct wide *x) {
  uint64_t g = x->exponent < -63 ? 0 : x->digits >> -x->exponent;
  struct wide slope = {__hsx_polynomial(POWER, (int32_t)x->sign < 0 ? POWER_COUNT : -POWER_COUNT, g), 0, 0};
  __hsx_wide_multiply(r, x, &slope);
}

void __hsx_wide_exp(struct wide *r, const struct wide *x) {
  int64_t f;
  int32_t n = __hsx_wide_split(x, &__hsx_log2_e, LOG2_E_TAIL, &f);
  __hsx_wide_exp2(r, n, f);
}

static const struct wide minus_one = {WIDE_TOP, 1, SIGN};

void __hsx_wide_expm1(struct wide *r, const struct wide *x) {
  // Below 1/32 there would be cancellation.
  if (x->exponent <= -5) {
    __hsx_wide_multiply(r, x, &__hsx_log2_e);
    __hsx_wide_exp2m1(r, r);
  } else {
    __hsx_wide_exp(r, x);
    __hsx_wide_add(r, r, &minus_one);
  }
}
