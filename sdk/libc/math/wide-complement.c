/** @file wide-complement.c The other leg of a triangle. */
#include "wide.h"

void __hsx_wide_complement(struct wide *r, const struct wide *x) {
  struct wide less = *x, more = *x;
  less.sign = SIGN;
  more.sign = 0;
  __hsx_wide_add(&less, &__hsx_wide_one, &less);
  if ((int32_t)less.sign < 0) {
    __hsx_wide_nan(r);
    return;
  }
  __hsx_wide_add(&more, &__hsx_wide_one, &more);
  __hsx_wide_multiply(r, &less, &more);
  __hsx_wide_root(r, r);
}
