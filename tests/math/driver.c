/* Applies a function of math.h to whole arrays of operands. */
#include <math.h>

#include "../softfloat/arrays.h"

OPERATION(nothing_d, x, a.x)
OPERATION(nothing_f, u, a.u)
OPERATION(nothing_dd, x, a.x ^ b.x)
OPERATION(nothing_ff, u, a.u ^ b.u)

MATH1(acos)
MATH1(asin)
MATH1(atan)
MATH1(cos)
MATH1(sin)
MATH1(tan)
MATH1(acosh)
MATH1(asinh)
MATH1(atanh)
MATH1(cosh)
MATH1(sinh)
MATH1(tanh)
MATH1(exp)
MATH1(exp2)
MATH1(exp10)
MATH1(expm1)
MATH1(log)
MATH1(log10)
MATH1(log1p)
MATH1(log2)
MATH1(cbrt)
MATH1(erf)
MATH1(erfc)
MATH1(lgamma)
MATH1(tgamma)
MATH2(atan2)
MATH2(hypot)
MATH2(pow)

static void both_d(double x, union operand *sine, union operand *cosine) {
  sincos(x, &sine->d, &cosine->d);
}
static void both_f(float x, union operand *sine, union operand *cosine) {
  sincosf(x, &sine->f, &cosine->f);
}

void sincos_d(int n) {
  for (int i = 0; i < n; i++) both_d(in[0][i].d, &out[i], &in[2][i]);
}
void sincos_f(int n) {
  for (int i = 0; i < n; i++) both_f(in[0][i].f, &out[i], &in[2][i]);
}

OPERATION(lgamma_sign, i, (lgamma(a.d), signgam))
