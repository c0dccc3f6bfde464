/**
 * @file divide.h Quotient of complex numbers, C11 annex G: the divisor is scaled, so that its square neither overflows nor vanishes.
 * Included with REAL, the type of the parts, DIVIDE, the name of the function, and LOGB and SCALBN of that type.
 */
#include "parts.h"

REAL LOGB(REAL x);
REAL SCALBN(REAL x, int power);

_Complex REAL DIVIDE(REAL a, REAL b, REAL c, REAL d) {
  REAL size_c = MAGNITUDE(c), size_d = MAGNITUDE(d);
  REAL exponent = LOGB(size_c > size_d || IS_NAN(size_d) ? size_c : size_d);
  int power = 0;
  if (IS_FINITE(exponent)) {
    power = (int)exponent;
    c = SCALBN(c, -power);
    d = SCALBN(d, -power);
  }
  REAL square = c * c + d * d;
  _Complex REAL quotient = PAIR(SCALBN((a * c + b * d) / square, -power), SCALBN((b * c - a * d) / square, -power));
  if (!IS_NAN(__real__ quotient) || !IS_NAN(__imag__ quotient)) return quotient;
  REAL infinity = (REAL)__builtin_inff();
  if (square == 0 && (!IS_NAN(a) || !IS_NAN(b))) {
    infinity = WITH_SIGN(infinity, c);
    return PAIR(infinity * a, infinity * b);
  }
  if ((IS_INFINITE(a) || IS_INFINITE(b)) && IS_FINITE(c) && IS_FINITE(d)) {
    a = UNIT(a), b = UNIT(b);
    return PAIR(infinity * (a * c + b * d), infinity * (b * c - a * d));
  }
  if (IS_INFINITE(exponent) && exponent > 0 && IS_FINITE(a) && IS_FINITE(b)) {
    c = UNIT(c), d = UNIT(d);
    return PAIR(0 * (a * c + b * d), 0 * (b * c - a * d));
  }
  return quotient;
}
