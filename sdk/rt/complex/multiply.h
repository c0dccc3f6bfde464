/**
 * @file multiply.h Product of complex numbers, C11 annex G: where an infinity meets a NaN the result is still infinite.
 * Included with REAL, the type of the parts, and MULTIPLY, the name of the function.
 */
#include "parts.h"

_Complex REAL MULTIPLY(REAL a, REAL b, REAL c, REAL d) {
  REAL ac = a * c, bd = b * d, ad = a * d, bc = b * c;
  _Complex REAL product = PAIR(ac - bd, ad + bc);
  if (!IS_NAN(__real__ product) || !IS_NAN(__imag__ product)) return product;
  int left = IS_INFINITE(a) || IS_INFINITE(b), right = IS_INFINITE(c) || IS_INFINITE(d);
  if (left) a = UNIT(a), b = UNIT(b), c = NUMBER(c), d = NUMBER(d);
  if (right) c = UNIT(c), d = UNIT(d), a = NUMBER(a), b = NUMBER(b);
  if (!left && !right) {
    if (!IS_INFINITE(ac) && !IS_INFINITE(bd) && !IS_INFINITE(ad) && !IS_INFINITE(bc)) return product;
    // Finite numbers whose products overflow, next to a NaN.
    a = NUMBER(a), b = NUMBER(b), c = NUMBER(c), d = NUMBER(d);
  }
  REAL infinity = (REAL)__builtin_inff();
  return PAIR(infinity * (a * c - b * d), infinity * (a * d + b * c));
}
