/** @file narrow-atan.c The angle of a point with coordinates of floats. */
#include "narrow-atan-tables.h"
#include "narrow.h"

#define ARC_COUNT ((int32_t)(sizeof ARC / sizeof ARC[0]))
/** pi, two bits before the point. */
#define PI 0xc90fdaa22168c235ull

/** digits / 2^32 * 2^exponent; 0 and infinities have exponents beyond those of numbers. */
struct magnitude {
  uint32_t digits;
  int32_t exponent;
};

static struct magnitude magnitude_of(float_bits x) {
  int32_t exponent = sf_exponent(x);
  if (exponent == SF_MAX_EXPONENT) return (struct magnitude){SIGN, 1000};
  if (x << 1 == 0) return (struct magnitude){SIGN, -1000};
  x &= SF_FRACTION;
  if (exponent == 0) exponent = sf_normalize(&x);
  return (struct magnitude){x << 8 | SIGN, exponent - 126};
}

float_bits __hsx_narrow_atan2(float_bits y, float_bits x) {
  if (sf_is_nan(x) || sf_is_nan(y)) return SF_NAN;
  struct magnitude opposite = magnitude_of(y), adjacent = magnitude_of(x);
  // On an axis the angle is 0, but two zeros are on that of x whatever their signs.
  if (y << 1 == 0) opposite.exponent = -3000;
  int steep = opposite.exponent > adjacent.exponent ||
              (opposite.exponent == adjacent.exponent && opposite.digits > adjacent.digits);
  if (steep) {
    struct magnitude other = opposite;
    opposite = adjacent;
    adjacent = other;
  }
  uint32_t o = opposite.digits, a = adjacent.digits;
  int32_t distance = adjacent.exponent - opposite.exponent;
  // k = 8 * opposite / adjacent, nearly rounded.
  uint32_t k = 0;
  uint32_t below = 0;
  if (distance < 5) {
    uint32_t divisor = a >> 5;
    k = divide_small((o >> 2 >> distance) + (divisor >> 1), divisor);
    if (k > 8) k = 8;
  }
  if (k != 0) {
    // t = (opposite - adjacent * k/8) / (adjacent + opposite * k/8), both in sixteenths; floats leave room for four more bits.
    o >>= distance;
    int32_t difference = (int32_t)((o >> 1) - (a >> 4) * k);
    a = (a >> 1) + (o >> 4) * k;
    if (difference < 0) below = ~0u;
    o = difference < 0 ? (uint32_t)-difference : (uint32_t)difference;
    distance = 0;
    if (o != 0) {
      int32_t places = leading_zeros(o);
      o <<= places;
      distance = places;
    }
    if ((int32_t)a >= 0) {
      a <<= 1;
      distance--;
    }
  }
  // As in wide-divide.c: t = o / a is q / 2^32 * 2^(1 - distance).
  uint32_t v = divide_small(0x7fffffff, (a >> 16) + 1) << 16;
  v = multiply_high(v, -(multiply_high(a, v) + 2)) << 1;
  v = multiply_high(v, -(multiply_high(a, v) + 2)) << 1;
  uint32_t q = multiply_high(o, v);
  // atan(t) = t * (1 - t^2 * polynomial)
  distance--;
  uint32_t square = distance > 15 ? 0 : multiply_high(q, q) >> (2 * distance);
  q -= multiply_high(q, multiply_high(__hsx_narrow_polynomial(ARC, ARC_COUNT, square), square));
  int32_t left = (int32_t)x < 0;
  if (k == 0 && !steep && !left) {
    if (q == 0) return y & SIGN;
    return narrow_round(q, -distance, y);
  }
  // Two bits before the point.
  uint64_t angle = distance > 61 ? 0 : words(q, 0) >> (2 + distance);
  if (k != 0) angle = EIGHTHS[k - 1] + (below ? -angle : angle);
  if (steep) angle = PI / 2 - angle;
  if (left) angle = PI - angle;
  int32_t places = leading_zeros(high_word(angle));
  return narrow_round(high_word(angle << places), 2 - places, y);
}
