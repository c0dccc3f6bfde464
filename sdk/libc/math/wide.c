/** @file wide.c Taking numbers apart, rounding, and the arithmetic between: sums, products, polynomials. */
#include "wide.h"

const struct wide __hsx_wide_one = {WIDE_TOP, 1, 0};

ALWAYS_INLINE uint64_t high64(uint64_t a, uint64_t b) {
  uint32_t ah = high_word(a), al = low_word(a), bh = high_word(b), bl = low_word(b);
  uint64_t middle = multiply(al, bh);
  uint64_t other = multiply(ah, bl) + low_word(middle);
  return multiply(ah, bh) + high_word(middle) + high_word(other);
}

uint64_t __hsx_high64(uint64_t a, uint64_t b) {
  return high64(a, b);
}

#ifdef __HSX_EXT__
/** Most of the time of every function is spent here. */
#define STEP high64
#else
#define STEP __hsx_high64
#endif

uint64_t __hsx_polynomial(const uint64_t *c, int32_t count, uint64_t x) {
  const uint64_t *end = c + (count < 0 ? -count : count);
  // The complement of the product is its negative, but for one unit.
  uint64_t mask = count < 0 ? 0 : ~0ull;
  uint64_t value = *c++;
  do value = *c++ + (STEP(value, x) ^ mask);
  while (c != end);
  return value;
}

void __hsx_wide_normalize(struct wide *x) {
  uint32_t high = high_word(x->digits), low = low_word(x->digits);
  int32_t exponent = x->exponent;
  if (high == 0) {
    high = low;
    low = 0;
    exponent -= 32;
  }
  int32_t places = leading_zeros(high);
  if (places != 0) {
    high = high << places | low >> (32 - places);
    low <<= places;
  }
  x->digits = words(high, low);
  x->exponent = exponent - places;
}

void __hsx_wide_of_double(struct wide *r, double_bits x) {
  uint32_t high = high_word(x), low = low_word(x);
  int32_t exponent = df_exponent(high);
  r->sign = high & SIGN;
  r->digits = 0;
  r->exponent = WIDE_ZERO;
  if ((high << 1 | low) == 0) return;
  high &= DF_FRACTION;
  if (exponent == 0) exponent = df_normalize(&high, &low);
  r->digits = words((high << 11 | low >> 21) | SIGN, low << 11);
  r->exponent = exponent == DF_MAX_EXPONENT ? WIDE_INFINITY : exponent - 1022;
}

void __hsx_wide_of_float(struct wide *r, float_bits x) {
  int32_t exponent = sf_exponent(x);
  r->sign = x & SIGN;
  r->digits = 0;
  r->exponent = WIDE_ZERO;
  if (x << 1 == 0) return;
  x &= SF_FRACTION;
  if (exponent == 0) exponent = sf_normalize(&x);
  r->digits = words(x << 8 | SIGN, 0);
  r->exponent = exponent == SF_MAX_EXPONENT ? WIDE_INFINITY : exponent - 126;
}

void __hsx_wide_nan(struct wide *r) {
  r->exponent = WIDE_NAN;
}

double_bits __hsx_wide_to_double(const struct wide *x) {
  if (x->exponent > WIDE_NAN / 2) return double_of(DF_NAN);
  uint32_t high = high_word(x->digits), low = low_word(x->digits);
  return __hsx_rounddf(x->exponent + 1022, high >> 11 | (x->sign & SIGN), low >> 11 | high << 21, low << 21);
}

float_bits __hsx_wide_to_float(const struct wide *x) {
  if (x->exponent > WIDE_NAN / 2) return SF_NAN;
  uint32_t high = high_word(x->digits), low = low_word(x->digits);
  return __hsx_roundsf(x->exponent + 126, high >> 8 | (x->sign & SIGN), high << 24 | low >> 8 | (low != 0));
}

void __hsx_wide_multiply(struct wide *r, const struct wide *a, const struct wide *b) {
  uint64_t product = __hsx_high64(a->digits, b->digits);
  int32_t exponent = a->exponent + b->exponent;
  if ((int64_t)product >= 0) {
    product += product;
    exponent--;
  }
  r->digits = product;
  r->exponent = exponent;
  r->sign = a->sign ^ b->sign;
}

void __hsx_wide_add(struct wide *r, const struct wide *a, const struct wide *b) {
  int32_t distance = a->exponent - b->exponent;
  if (distance < 0) {
    const struct wide *other = a;
    a = b;
    b = other;
    distance = -distance;
  }
  uint64_t digits = distance > 63 ? 0 : b->digits >> distance;
  uint32_t differ = a->sign ^ b->sign;
  r->sign = a->sign;
  r->exponent = a->exponent;
  if ((int32_t)differ >= 0) {
    uint64_t sum = a->digits + digits;
    if (sum < digits) {
      sum = sum >> 1 | WIDE_TOP;
      r->exponent++;
    }
    r->digits = sum;
    return;
  }
  if (a->digits < digits) {
    r->digits = digits - a->digits;
    r->sign ^= SIGN;
  } else r->digits = a->digits - digits;
  if (r->digits == 0) {
    r->exponent = WIDE_ZERO;
    r->sign = 0;
  } else __hsx_wide_normalize(r);
}

uint64_t __hsx_high96(uint64_t a, uint64_t b, uint32_t tail, uint32_t *low) {
  uint32_t ah = high_word(a), al = low_word(a), bh = high_word(b), bl = low_word(b);
  uint64_t lowest = multiply(al, bl);
  uint64_t middle = multiply(al, bh) + high_word(lowest);
  uint64_t other = multiply(ah, bl) + low_word(middle);
  uint64_t high = multiply(ah, bh) + high_word(middle) + high_word(other);
  uint32_t last = multiply_high(ah, tail);
  uint32_t sum = low_word(other) + last;
  *low = sum;
  return high + (sum < last);
}
