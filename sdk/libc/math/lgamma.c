/** @file lgamma.c Logarithm of the absolute value of the gamma function, whose sign is in signgam. */
#include "wide-gamma-tables.h"
#include "wide.h"

#define STIRLING_COUNT ((int32_t)(sizeof STIRLING / sizeof STIRLING[0]))

/* Weak, since C keeps the name for the program. */
int __hsx_signgam;
extern int signgam __attribute__((__weak__, __alias__("__hsx_signgam")));

/** (log(2 pi) - 1) / 2 */
static const struct wide stirling_constant = {0xd67f1c864beb4a69ull, -1, 0};
static const struct wide minus_half = {WIDE_TOP, 0, SIGN};
static const struct wide minus_one = {WIDE_TOP, 1, SIGN};
static const struct wide pi = {0xc90fdaa22168c235ull, 2, 0};

/** r = log(x), x > 0 */
static void logarithm(struct wide *r, const struct wide *x) {
  __hsx_wide_log2(r, x);
  __hsx_wide_multiply(r, r, &__hsx_ln2);
}

/** From 8 on: (x - 1/2) (log(x) - 1) + (log(2 pi) - 1) / 2 + a series by 1/x. */
static __attribute__((__noinline__)) void stirling(struct wide *r, const struct wide *x) {
  struct wide inverse, log, half;
  logarithm(&log, x);
  __hsx_wide_add(&log, &log, &minus_one);
  __hsx_wide_add(&half, x, &minus_half);
  __hsx_wide_multiply(&log, &log, &half);
  __hsx_wide_add(&log, &log, &stirling_constant);
  __hsx_wide_divide(&inverse, &__hsx_wide_one, x);
  int32_t places = -2 * inverse.exponent;
  uint64_t square = places > 63 ? 0 : __hsx_high64(inverse.digits, inverse.digits) >> places;
  struct wide series = {__hsx_polynomial(STIRLING, STIRLING_COUNT, square), 0, 0};
  __hsx_wide_normalize(&series);
  __hsx_wide_multiply(&series, &series, &inverse);
  __hsx_wide_add(r, &log, &series);
}

/** Of a positive number. */
static void positive(struct wide *r, const struct wide *x) {
  struct wide u, log;
  if (x->exponent > 3) stirling(r, x);
  else if (x->exponent < 0) {
    // log(gamma(2 + x)) - log(x (1 + x))
    __hsx_wide_add(&u, x, &__hsx_wide_one);
    __hsx_wide_multiply(&u, &u, x);
    logarithm(&log, &u);
    __hsx_wide_gamma_near_two(r, x);
    log.sign ^= SIGN;
    __hsx_wide_add(r, r, &log);
  } else if (x->exponent == 0 || (x->exponent == 1 && high_word(x->digits) < 0xc0000000u)) {
    // log(gamma(2 + u)) - log(1 + u) for u = x - 1
    __hsx_wide_add(&u, x, &minus_one);
    __hsx_wide_log2p1(&log, &u);
    __hsx_wide_multiply(&log, &log, &__hsx_ln2);
    __hsx_wide_gamma_near_two(r, &u);
    log.sign ^= SIGN;
    __hsx_wide_add(r, r, &log);
  } else {
    __hsx_wide_gamma(r, &u, x);
    logarithm(&log, &u);
    __hsx_wide_add(r, r, &log);
  }
}

static void log_gamma(struct wide *r, const struct wide *x) {
  struct wide t = *x, sine;
  uint32_t sign = x->sign;
  t.sign = 0;
  __hsx_signgam = (int32_t)sign < 0 && t.digits == 0 ? -1 : 1;
  if (t.digits == 0 || t.exponent >= WIDE_INFINITY || ((int32_t)sign < 0 && __hsx_wide_parity(&t) != 0)) {
    *r = t;
    r->digits = WIDE_TOP;
    r->exponent = WIDE_INFINITY;
    return;
  }
  if ((int32_t)sign >= 0) {
    positive(r, &t);
    return;
  }
  // log(pi / (t sin(pi t))) - log(gamma(t)), with the part of t behind the point for t, whose double is quarters of a turn.
  uint32_t whole = 0;
  sine = t;
  if (t.exponent > 0) {
    whole = low_word(t.digits >> (64 - t.exponent));
    sine.digits = t.digits << t.exponent;
    sine.exponent = 0;
    __hsx_wide_normalize(&sine);
  }
  if ((whole & 1) == 0) __hsx_signgam = -1;
  sine.exponent++;
  uint32_t quarters = 0;
  // Less the nearest integer: 1 from 1/2 on, 2 from 3/2 on.
  if (sine.exponent >= 0) {
    quarters = 1;
    __hsx_wide_add(&sine, &sine, &minus_one);
    if ((int32_t)sine.sign >= 0 && sine.exponent >= 0) {
      quarters = 2;
      __hsx_wide_add(&sine, &sine, &minus_one);
    }
  }
  __hsx_wide_sine(&sine, &sine, quarters);
  __hsx_wide_multiply(&sine, &sine, &t);
  __hsx_wide_divide(&sine, &pi, &sine);
  sine.sign = 0;
  logarithm(&sine, &sine);
  positive(r, &t);
  r->sign ^= SIGN;
  __hsx_wide_add(r, r, &sine);
}

double_bits lgamma(double_bits x) {
  return __hsx_apply_double(x, log_gamma);
}

float_bits lgammaf(float_bits x) {
  return __hsx_apply_float(x, log_gamma);
}

LONG_DOUBLE(lgamma)
