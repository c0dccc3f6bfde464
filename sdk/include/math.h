/** @file math.h Mathematics (C11 7.12). A long double is a double; how exact each function is, docs/math.md says. */
#ifndef HSX_MATH_H
#define HSX_MATH_H

#ifdef __cplusplus
extern "C" {
#endif

/** Arithmetic is done in the type of its operands. */
typedef float float_t;
typedef double double_t;

#define HUGE_VAL __builtin_huge_val()
#define HUGE_VALF __builtin_huge_valf()
#define HUGE_VALL __builtin_huge_vall()
#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")

/* What fpclassify gives. */
#define FP_NAN 0
#define FP_INFINITE 1
#define FP_ZERO 2
#define FP_SUBNORMAL 3
#define FP_NORMAL 4

/* What ilogb gives for 0, and for infinities and NaN. */
#define FP_ILOGB0 (-0x7fffffff - 1)
#define FP_ILOGBNAN 0x7fffffff

#define MATH_ERRNO 1
#define MATH_ERREXCEPT 2
/** Errors show in the result alone, a NaN or an infinity: errno stays as it is, and the machine has no exception flags. */
#define math_errhandling 0

#define fpclassify(x) __builtin_fpclassify(FP_NAN, FP_INFINITE, FP_NORMAL, FP_SUBNORMAL, FP_ZERO, (x))
#define isfinite(x) __builtin_isfinite(x)
#define isinf(x) __builtin_isinf(x)
#define isnan(x) __builtin_isnan(x)
#define isnormal(x) __builtin_isnormal(x)
#define signbit(x) __builtin_signbit(x)

#define isgreater(x, y) __builtin_isgreater((x), (y))
#define isgreaterequal(x, y) __builtin_isgreaterequal((x), (y))
#define isless(x, y) __builtin_isless((x), (y))
#define islessequal(x, y) __builtin_islessequal((x), (y))
#define islessgreater(x, y) __builtin_islessgreater((x), (y))
#define isunordered(x, y) __builtin_isunordered((x), (y))

#if !defined __STRICT_ANSI__ || defined _GNU_SOURCE || defined _XOPEN_SOURCE
#define M_E 2.7182818284590452354
#define M_LOG2E 1.4426950408889634074
#define M_LOG10E 0.43429448190325182765
#define M_LN2 0.69314718055994530942
#define M_LN10 2.30258509299404568402
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_PI_4 0.78539816339744830962
#define M_1_PI 0.31830988618379067154
#define M_2_PI 0.63661977236758134308
#define M_2_SQRTPI 1.12837916709551257390
#define M_SQRT2 1.41421356237309504880
#define M_SQRT1_2 0.70710678118654752440
#endif

/* Angles, in radians. */
double acos(double x);
float acosf(float x);
long double acosl(long double x);
double asin(double x);
float asinf(float x);
long double asinl(long double x);
double atan(double x);
float atanf(float x);
long double atanl(long double x);
/** The angle of the point (x, y), from -pi to pi. */
double atan2(double y, double x);
float atan2f(float y, float x);
long double atan2l(long double y, long double x);
double cos(double x);
float cosf(float x);
long double cosl(long double x);
double sin(double x);
float sinf(float x);
long double sinl(long double x);
double tan(double x);
float tanf(float x);
long double tanl(long double x);

/* Hyperbolic functions. */
double acosh(double x);
float acoshf(float x);
long double acoshl(long double x);
double asinh(double x);
float asinhf(float x);
long double asinhl(long double x);
double atanh(double x);
float atanhf(float x);
long double atanhl(long double x);
double cosh(double x);
float coshf(float x);
long double coshl(long double x);
double sinh(double x);
float sinhf(float x);
long double sinhl(long double x);
double tanh(double x);
float tanhf(float x);
long double tanhl(long double x);

/* Exponents and logarithms. */
double exp(double x);
float expf(float x);
long double expl(long double x);
double exp2(double x);
float exp2f(float x);
long double exp2l(long double x);
/** e^x - 1 */
double expm1(double x);
float expm1f(float x);
long double expm1l(long double x);
/** x as a number of [1/2, 1), which is the result, and a power of two. */
double frexp(double x, int *power);
float frexpf(float x, int *power);
long double frexpl(long double x, int *power);
/** The exponent of |x| in [1, 2) * 2^exponent. */
int ilogb(double x);
int ilogbf(float x);
int ilogbl(long double x);
/** x * 2^power */
double ldexp(double x, int power);
float ldexpf(float x, int power);
long double ldexpl(long double x, int power);
double log(double x);
float logf(float x);
long double logl(long double x);
double log10(double x);
float log10f(float x);
long double log10l(long double x);
/** log(1 + x) */
double log1p(double x);
float log1pf(float x);
long double log1pl(long double x);
double log2(double x);
float log2f(float x);
long double log2l(long double x);
double logb(double x);
float logbf(float x);
long double logbl(long double x);
/** The part of x behind the point, which is the result, and the one before it; both with the sign of x. */
double modf(double x, double *whole);
float modff(float x, float *whole);
long double modfl(long double x, long double *whole);
double scalbn(double x, int power);
float scalbnf(float x, int power);
long double scalbnl(long double x, int power);
double scalbln(double x, long power);
float scalblnf(float x, long power);
long double scalblnl(long double x, long power);

/* Powers, roots, absolute values. */
double cbrt(double x);
float cbrtf(float x);
long double cbrtl(long double x);
double fabs(double x);
float fabsf(float x);
long double fabsl(long double x);
/** sqrt(x^2 + y^2), without overflow on the way. */
double hypot(double x, double y);
float hypotf(float x, float y);
long double hypotl(long double x, long double y);
double pow(double x, double y);
float powf(float x, float y);
long double powl(long double x, long double y);
double sqrt(double x);
float sqrtf(float x);
long double sqrtl(long double x);

/* Error and gamma functions. */
double erf(double x);
float erff(float x);
long double erfl(long double x);
/** 1 - erf(x) */
double erfc(double x);
float erfcf(float x);
long double erfcl(long double x);
/** log(|gamma(x)|); the sign of gamma goes to signgam. */
double lgamma(double x);
float lgammaf(float x);
long double lgammal(long double x);
double tgamma(double x);
float tgammaf(float x);
long double tgammal(long double x);

/* The nearest integer in a direction; of two that are equally near, round takes the one farther from zero, rint the even one. */
double ceil(double x);
float ceilf(float x);
long double ceill(long double x);
double floor(double x);
float floorf(float x);
long double floorl(long double x);
double nearbyint(double x);
float nearbyintf(float x);
long double nearbyintl(long double x);
double rint(double x);
float rintf(float x);
long double rintl(long double x);
long lrint(double x);
long lrintf(float x);
long lrintl(long double x);
long long llrint(double x);
long long llrintf(float x);
long long llrintl(long double x);
double round(double x);
float roundf(float x);
long double roundl(long double x);
long lround(double x);
long lroundf(float x);
long lroundl(long double x);
long long llround(double x);
long long llroundf(float x);
long long llroundl(long double x);
double trunc(double x);
float truncf(float x);
long double truncl(long double x);

/* Remainders: x - n * y with n truncated (fmod) or the nearest integer (remainder, remquo). */
double fmod(double x, double y);
float fmodf(float x, float y);
long double fmodl(long double x, long double y);
double remainder(double x, double y);
float remainderf(float x, float y);
long double remainderl(long double x, long double y);
/** The low 31 bits of n, with its sign, go to *quotient. */
double remquo(double x, double y, int *quotient);
float remquof(float x, float y, int *quotient);
long double remquol(long double x, long double y, int *quotient);

/* Single numbers and bits. */
double copysign(double x, double y);
float copysignf(float x, float y);
long double copysignl(long double x, long double y);
/** The one NaN there is, whatever the tag. */
double nan(const char *tag);
float nanf(const char *tag);
long double nanl(const char *tag);
/** The neighbour of x in the direction of y. */
double nextafter(double x, double y);
float nextafterf(float x, float y);
long double nextafterl(long double x, long double y);
double nexttoward(double x, long double y);
float nexttowardf(float x, long double y);
long double nexttowardl(long double x, long double y);

/** x - y where x is larger, else 0. */
double fdim(double x, double y);
float fdimf(float x, float y);
long double fdiml(long double x, long double y);
/** The larger one; of a number and a NaN the number. */
double fmax(double x, double y);
float fmaxf(float x, float y);
long double fmaxl(long double x, long double y);
double fmin(double x, double y);
float fminf(float x, float y);
long double fminl(long double x, long double y);
/** x * y + z, rounded once. */
double fma(double x, double y, double z);
float fmaf(float x, float y, float z);
long double fmal(long double x, long double y, long double z);

#if !defined __STRICT_ANSI__ || defined _GNU_SOURCE || defined _XOPEN_SOURCE
/* Not of C11. */
extern int signgam;
/** 10^x */
double exp10(double x);
float exp10f(float x);
long double exp10l(long double x);
/** Both at little more than the price of one. */
void sincos(double x, double *sine, double *cosine);
void sincosf(float x, float *sine, float *cosine);
void sincosl(long double x, long double *sine, long double *cosine);
/** Ties to even, as rint. */
double roundeven(double x);
float roundevenf(float x);
long double roundevenl(long double x);
#endif

#ifdef __cplusplus
}
#endif

#endif
