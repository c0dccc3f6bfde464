/** @file wide-log.c Logarithms to base 2, with 96 digits for the sake of pow. */
#include "wide-log-tables.h"
#include "wide.h"

#define LOGARITHM_COUNT ((int32_t)(sizeof LOGARITHM / sizeof LOGARITHM[0]))

const struct wide __hsx_ln2 = {0xb17217f7d1cf79acull, 0, 0};

/** A sum: two's complement, with 32 bits before the point and 96 behind. */
struct sum {
  uint64_t high, low;
};

/** Three words, the highest first, moved right. */
static __attribute__((__noinline__)) void shift_right(uint32_t words[3], uint32_t places) {
  if (places > 127) places = 127;
  while (places >= 32) {
    words[2] = words[1];
    words[1] = words[0];
    words[0] = 0;
    places -= 32;
  }
  if (places != 0) {
    words[2] = words[2] >> places | words[1] << (32 - places);
    words[1] = words[1] >> places | words[0] << (32 - places);
    words[0] >>= places;
  }
}

/** Adds log2(1 + u) to a sum, |u| < 1/32; the result is the 32 digits below those of r. */
static __attribute__((__noinline__)) uint32_t near_one(struct wide *r, const struct wide *u, struct sum base) {
  int negative = (int32_t)u->sign < 0;
  uint32_t places = (uint32_t)-u->exponent;
  uint64_t x = places > 63 ? 0 : u->digits >> places;
  uint64_t slope = __hsx_high64(u->digits, __hsx_polynomial(LOGARITHM, negative ? -LOGARITHM_COUNT : LOGARITHM_COUNT, x));
  // log2(1 + u) = u * (log2(e) - u * polynomial), the factor with 96 digits, one bit of them before the point.
  uint32_t part[3] = {high_word(slope), low_word(slope), 0};
  shift_right(part, places + 1);
  uint64_t factor = words(LOG2_E_HIGH, LOG2_E_MIDDLE);
  uint32_t tail = LOG2_E_LOW;
  if (negative) {
    tail += part[2];
    factor += words(part[0], part[1]) + (tail < part[2]);
  } else {
    factor -= words(part[0], part[1]) + (tail < part[2]);
    tail -= part[2];
  }
  uint64_t high = __hsx_high96(u->digits, factor, tail, &tail);
  r->sign = u->sign;
  r->exponent = u->exponent + 1;
  if ((base.high | base.low) != 0) {
    part[0] = high_word(high);
    part[1] = low_word(high);
    part[2] = tail;
    shift_right(part, (uint32_t)-r->exponent);
    uint64_t low = words(part[1], part[2]);
    if (negative) {
      base.high -= part[0] + (base.low < low);
      base.low -= low;
    } else {
      base.low += low;
      base.high += part[0] + (base.low < low);
    }
    r->sign = high_word(base.high) & SIGN;
    if (r->sign != 0) {
      base.low = -base.low;
      base.high = -base.high - (base.low != 0);
    }
    uint32_t whole = high_word(base.high);
    high = words(low_word(base.high), high_word(base.low));
    tail = low_word(base.low);
    r->exponent = 0;
    if (whole != 0) {
      // Up to 11 bits.
      int32_t bits = 32 - leading_zeros(whole);
      tail = low_word(high) << (32 - bits) | tail >> bits;
      high = (uint64_t)whole << (64 - bits) | high >> bits;
      r->exponent = bits;
    }
  }
  if (high == 0) {
    r->digits = 0;
    r->exponent = WIDE_ZERO;
    return 0;
  }
  if (high_word(high) == 0) {
    high = words(low_word(high), tail);
    tail = 0;
    r->exponent -= 32;
  }
  places = (uint32_t)leading_zeros(high_word(high));
  if (places != 0) {
    high = high << places | tail >> (32 - places);
    tail <<= places;
  }
  r->digits = high;
  r->exponent -= (int32_t)places;
  return tail;
}

uint32_t __hsx_wide_log2(struct wide *r, const struct wide *x) {
  uint64_t digits = x->digits;
  if (digits == 0) {
    r->digits = WIDE_TOP;
    r->exponent = WIDE_INFINITY;
    r->sign = SIGN;
    return 0;
  }
  if ((int32_t)x->sign < 0) {
    __hsx_wide_nan(r);
    return 0;
  }
  if (x->exponent >= WIDE_INFINITY) {
    *r = *x;
    return 0;
  }
  // x = 2^exponent * m with m in [1, 2); i is 16 m, rounded.
  int32_t exponent = x->exponent - 1;
  uint32_t i = ((high_word(digits) >> 26) + 1) >> 1;
  struct wide u = {0, 0, 0};
  struct sum base = {0, 0};
  if (i == 16) {
    // u = m - 1
    u.digits = digits << 1;
  } else if (i == 32) {
    // u = m / 2 - 1
    u.digits = -digits;
    u.sign = SIGN;
    exponent++;
  } else {
    // u = m c / 1024 - 1; the product has 74 bits, of which all count when x is a double.
    uint32_t c = divide_small(16384 + i / 2, i);
    uint64_t low = multiply(low_word(digits), c);
    uint64_t high = multiply(high_word(digits), c) + high_word(low);
    uint32_t top = high_word(high) - 512;
    u.digits = words(low_word(high), low_word(low));
    u.exponent = -9;
    if ((int32_t)top < 0) {
      u.sign = SIGN;
      u.digits = -u.digits;
      top = -top - (u.digits != 0);
    }
    // Up to 5 bits.
    while (top != 0) {
      u.digits = u.digits >> 1 | (uint64_t)top << 63;
      top >>= 1;
      u.exponent++;
    }
    const uint32_t *logarithm = &LOGARITHMS[3 * (i - 17)];
    base.high = logarithm[2];
    base.low = words(logarithm[1], logarithm[0]);
  }
  base.high += (uint64_t)(uint32_t)exponent << 32;
  if (u.digits != 0) __hsx_wide_normalize(&u);
  else u.exponent = WIDE_ZERO;
  return near_one(r, &u, base);
}

void __hsx_wide_log2p1(struct wide *r, const struct wide *x) {
  if (x->exponent <= -5) near_one(r, x, (struct sum){0, 0});
  else {
    __hsx_wide_add(r, x, &__hsx_wide_one);
    __hsx_wide_log2(r, r);
  }
}
