/** @file log10.c Logarithm to base 10. */
#include "narrow.h"
#include "wide.h"

/** log10(2) */
static const struct wide factor = {0x9a209a84fbcff799ull, -1, 0};

static void logarithm(struct wide *r, const struct wide *x) {
  __hsx_wide_log2(r, x);
  __hsx_wide_multiply(r, r, &factor);
}

double_bits log10(double_bits x) {
  return __hsx_apply_double(x, logarithm);
}

float_bits log10f(float_bits x) {
  return __hsx_narrow_log(x, 0x9a209a85u, -1);
}

LONG_DOUBLE(log10)
