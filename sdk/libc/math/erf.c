/** @file erf.c The error function, and what it lacks of 1. */
#include "erf-tables.h"
#include "wide.h"

#define ERF_COUNT ((int32_t)(sizeof ERF / sizeof ERF[0]))
#define ERFC_COUNT ((int32_t)(sizeof ERFC / sizeof ERFC[0]))

static const struct wide minus_one = {WIDE_TOP, 1, SIGN};
static const struct wide two = {WIDE_TOP, 2, 0};
static const struct wide three = {3 * (WIDE_TOP >> 1), 2, 0};

/** The polynomial of ERFC, whose coefficients have signs. */
static uint64_t tail_polynomial(uint64_t x) {
  int64_t value = (int64_t)ERFC[0];
  for (int32_t i = 1; i < ERFC_COUNT; i++) {
    int64_t product = (int64_t)__hsx_high64((uint64_t)(value < 0 ? -value : value), x);
    value = (int64_t)ERFC[i] + (value < 0 ? -product : product);
  }
  return (uint64_t)value;
}

/** erf of |x| up to 1 */
static __attribute__((__noinline__)) void middle(struct wide *r, const struct wide *x) {
  int32_t places = -2 * x->exponent;
  uint64_t square = __hsx_high64(x->digits, x->digits);
  // Of 1 itself the square is not below it.
  if (places < 0) square = ~0ull;
  else square = places > 63 ? 0 : square >> places;
  struct wide slope = {__hsx_polynomial(ERF, ERF_COUNT, square), 1, 0};
  __hsx_wide_multiply(r, x, &slope);
}

/** erfc of x from 1 on */
static __attribute__((__noinline__)) void tail(struct wide *r, const struct wide *x) {
  if (x->exponent > 5) {
    *r = *x;
    r->exponent = -20000;
    return;
  }
  // e^(-x^2): the digits of the square beyond 64 matter.
  int64_t f;
  uint32_t low;
  struct wide square = {0, 2 * x->exponent, SIGN}, v, denominator;
  square.digits = __hsx_high96(x->digits, x->digits, 0, &low);
  int32_t n = __hsx_wide_split(&square, &__hsx_log2_e, LOG2_E_TAIL, &f);
  uint32_t rest = multiply_high(low >> (31 - square.exponent), high_word(__hsx_log2_e.digits));
  if (f > INT64_MIN + (int64_t)rest) f -= rest;
  // A factor that is near to 1/2, over x.
  __hsx_wide_add(&v, x, &minus_one);
  __hsx_wide_add(&denominator, x, &three);
  __hsx_wide_divide(&v, &v, &denominator);
  struct wide factor = {tail_polynomial(v.exponent < -63 ? 0 : v.digits >> -v.exponent), 2, 0};
  __hsx_wide_normalize(&factor);
  __hsx_wide_divide(&factor, &factor, x);
  __hsx_wide_exp2(r, n, f);
  __hsx_wide_multiply(r, r, &factor);
}

static void error(struct wide *r, const struct wide *x) {
  uint32_t sign = x->sign;
  struct wide t = *x;
  t.sign = 0;
  if (t.exponent < 1) middle(r, &t);
  else {
    tail(r, &t);
    r->sign = SIGN;
    __hsx_wide_add(r, r, &__hsx_wide_one);
  }
  r->sign = sign;
}

static void complement(struct wide *r, const struct wide *x) {
  uint32_t sign = x->sign;
  struct wide t = *x;
  t.sign = 0;
  if (t.exponent < 1) {
    middle(r, &t);
    r->sign = sign ^ SIGN;
    __hsx_wide_add(r, r, &__hsx_wide_one);
  } else {
    tail(r, &t);
    if (sign != 0) {
      r->sign = SIGN;
      __hsx_wide_add(r, r, &two);
    }
  }
}

double_bits erf(double_bits x) {
  return __hsx_apply_double(x, error);
}

float_bits erff(float_bits x) {
  return __hsx_apply_float(x, error);
}

double_bits erfc(double_bits x) {
  return __hsx_apply_double(x, complement);
}

float_bits erfcf(float_bits x) {
  return __hsx_apply_float(x, complement);
}

LONG_DOUBLE(erf)
LONG_DOUBLE(erfc)
