/**
 * @file tgmath.h One name for a function of floats, doubles and long doubles (C11 7.25): that of the type of its arguments, of
 * doubles for integers. In C++ there is no _Generic: the names are those of math.h.
 */
#ifndef __HSX_TGMATH_H
#define __HSX_TGMATH_H

#include <math.h>

#ifndef __cplusplus

/* A zero of the type that an argument counts as. */
#define __HSX_TG_TYPE(x) _Generic((x), float: 0.0f, long double: 0.0L, default: 0.0)
#define __HSX_TG_PICK(type, name) _Generic((type), float: name##f, long double: name##l, default: name)
#define __HSX_TG1(name, x) __HSX_TG_PICK(__HSX_TG_TYPE(x), name)
#define __HSX_TG2(name, x, y) __HSX_TG_PICK(__HSX_TG_TYPE(x) + __HSX_TG_TYPE(y), name)
#define __HSX_TG3(name, x, y, z) __HSX_TG_PICK(__HSX_TG_TYPE(x) + __HSX_TG_TYPE(y) + __HSX_TG_TYPE(z), name)

#define acos(x) __HSX_TG1(acos, x)(x)
#define acosh(x) __HSX_TG1(acosh, x)(x)
#define asin(x) __HSX_TG1(asin, x)(x)
#define asinh(x) __HSX_TG1(asinh, x)(x)
#define atan(x) __HSX_TG1(atan, x)(x)
#define atanh(x) __HSX_TG1(atanh, x)(x)
#define cbrt(x) __HSX_TG1(cbrt, x)(x)
#define ceil(x) __HSX_TG1(ceil, x)(x)
#define cos(x) __HSX_TG1(cos, x)(x)
#define cosh(x) __HSX_TG1(cosh, x)(x)
#define erf(x) __HSX_TG1(erf, x)(x)
#define erfc(x) __HSX_TG1(erfc, x)(x)
#define exp(x) __HSX_TG1(exp, x)(x)
#define exp2(x) __HSX_TG1(exp2, x)(x)
#define expm1(x) __HSX_TG1(expm1, x)(x)
#define fabs(x) __HSX_TG1(fabs, x)(x)
#define floor(x) __HSX_TG1(floor, x)(x)
#define ilogb(x) __HSX_TG1(ilogb, x)(x)
#define lgamma(x) __HSX_TG1(lgamma, x)(x)
#define llrint(x) __HSX_TG1(llrint, x)(x)
#define llround(x) __HSX_TG1(llround, x)(x)
#define log(x) __HSX_TG1(log, x)(x)
#define log10(x) __HSX_TG1(log10, x)(x)
#define log1p(x) __HSX_TG1(log1p, x)(x)
#define log2(x) __HSX_TG1(log2, x)(x)
#define logb(x) __HSX_TG1(logb, x)(x)
#define lrint(x) __HSX_TG1(lrint, x)(x)
#define lround(x) __HSX_TG1(lround, x)(x)
#define nearbyint(x) __HSX_TG1(nearbyint, x)(x)
#define rint(x) __HSX_TG1(rint, x)(x)
#define round(x) __HSX_TG1(round, x)(x)
#define sin(x) __HSX_TG1(sin, x)(x)
#define sinh(x) __HSX_TG1(sinh, x)(x)
#define sqrt(x) __HSX_TG1(sqrt, x)(x)
#define tan(x) __HSX_TG1(tan, x)(x)
#define tanh(x) __HSX_TG1(tanh, x)(x)
#define tgamma(x) __HSX_TG1(tgamma, x)(x)
#define trunc(x) __HSX_TG1(trunc, x)(x)
#define atan2(x, y) __HSX_TG2(atan2, x, y)((x), (y))
#define copysign(x, y) __HSX_TG2(copysign, x, y)((x), (y))
#define fdim(x, y) __HSX_TG2(fdim, x, y)((x), (y))
#define fmax(x, y) __HSX_TG2(fmax, x, y)((x), (y))
#define fmin(x, y) __HSX_TG2(fmin, x, y)((x), (y))
#define fmod(x, y) __HSX_TG2(fmod, x, y)((x), (y))
#define hypot(x, y) __HSX_TG2(hypot, x, y)((x), (y))
#define nextafter(x, y) __HSX_TG2(nextafter, x, y)((x), (y))
#define pow(x, y) __HSX_TG2(pow, x, y)((x), (y))
#define remainder(x, y) __HSX_TG2(remainder, x, y)((x), (y))
#define fma(x, y, z) __HSX_TG3(fma, x, y, z)((x), (y), (z))
#define frexp(x, power) __HSX_TG1(frexp, x)((x), (power))
#define ldexp(x, power) __HSX_TG1(ldexp, x)((x), (power))
#define nexttoward(x, y) __HSX_TG1(nexttoward, x)((x), (y))
#define remquo(x, y, quotient) __HSX_TG2(remquo, x, y)((x), (y), (quotient))
#define scalbln(x, power) __HSX_TG1(scalbln, x)((x), (power))
#define scalbn(x, power) __HSX_TG1(scalbn, x)((x), (power))

#endif

#endif
