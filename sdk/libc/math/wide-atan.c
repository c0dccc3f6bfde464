/** @file wide-atan.c The angle of a point. */
#include "wide-atan-tables.h"
#include "wide.h"

#define ARC_COUNT ((int32_t)(sizeof ARC / sizeof ARC[0]))

static const struct wide half_turn = {0xc90fdaa22168c235ull, 2, 0};
static const struct wide quarter_turn = {0xc90fdaa22168c235ull, 1, 0};

void __hsx_wide_atan2(struct wide *r, const struct wide *y, const struct wide *x) {
  uint32_t sign = y->sign;
  int left = (int32_t)x->sign < 0;
  int steep = y->exponent > x->exponent || (y->exponent == x->exponent && y->digits > x->digits);
  struct wide opposite = *y, adjacent = *x;
  if (steep) opposite = *x, adjacent = *y;
  opposite.sign = adjacent.sign = 0;
  // k = 8 * opposite / adjacent, nearly rounded.
  uint32_t k = 0;
  int32_t distance = adjacent.exponent - opposite.exponent;
  if (distance < 5) {
    uint32_t divisor = high_word(adjacent.digits) >> 5;
    k = divide_small((high_word(opposite.digits) >> 2 >> distance) + (divisor >> 1), divisor);
    if (k > 8) k = 8;
  }
  if (k != 0) {
    // t = (opposite - adjacent * k/8) / (adjacent + opposite * k/8), in halves so that nothing overflows; |t| is below 1/15.
    uint64_t eighths = (uint64_t)k << 60;
    uint64_t o = opposite.digits >> 1 >> distance;
    uint64_t a = adjacent.digits >> 1;
    int64_t difference = (int64_t)(o - __hsx_high64(adjacent.digits, eighths));
    opposite.sign = difference < 0 ? SIGN : 0;
    opposite.digits = (uint64_t)(difference < 0 ? -difference : difference);
    opposite.exponent = 1;
    adjacent.digits = a + __hsx_high64(o << 1, eighths);
    adjacent.exponent = 1;
    if (opposite.digits != 0) __hsx_wide_normalize(&opposite);
    else opposite.exponent = WIDE_ZERO;
    __hsx_wide_normalize(&adjacent);
  }
  __hsx_wide_divide(r, &opposite, &adjacent);
  // atan(t) = t * (1 - t^2 * polynomial)
  int32_t places = -2 * r->exponent;
  uint64_t square = places > 63 ? 0 : __hsx_high64(r->digits, r->digits) >> places;
  uint64_t bend = __hsx_high64(__hsx_polynomial(ARC, ARC_COUNT, square), square);
  r->digits -= __hsx_high64(r->digits, bend);
  if (r->digits != 0) __hsx_wide_normalize(r);
  if (k != 0) {
    struct wide whole = {EIGHTHS[k - 1], 0, 0};
    __hsx_wide_normalize(&whole);
    __hsx_wide_add(r, r, &whole);
  }
  if (steep) {
    r->sign ^= SIGN;
    __hsx_wide_add(r, r, &quarter_turn);
  }
  if (left) {
    r->sign ^= SIGN;
    __hsx_wide_add(r, r, &half_turn);
  }
  r->sign ^= sign;
}
