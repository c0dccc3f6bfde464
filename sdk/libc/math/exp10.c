/** @file exp10.c 10^x; not of C11. */
#include "narrow.h"
#include "wide.h"

/** log2(10) */
static const struct wide factor = {0xd49a784bcd1b8afeull, 2, 0};
#define TAIL 0x492bf6ffu

static void power(struct wide *r, const struct wide *x) {
  int64_t f;
  int32_t n = __hsx_wide_split(x, &factor, TAIL, &f);
  __hsx_wide_exp2(r, n, f);
}

double_bits exp10(double_bits x) {
  return __hsx_apply_double(x, power);
}

float_bits exp10f(float_bits x) {
  return __hsx_narrow_exp(x, 0xd49a784bu, 0xcd1b8afeu, 2);
}

LONG_DOUBLE(exp10)
