/* math.h, tgmath.h, fenv.h and float.h as programs use them: prints what does not hold. */
#include <fenv.h>
#include <float.h>
#include <limits.h>
#include <stdio.h>
#include <tgmath.h>

static int failures;

#define CHECK(condition)                                \
  do {                                                  \
    if (!(condition)) {                                 \
      printf("line %d: %s\n", __LINE__, #condition);    \
      failures++;                                       \
    }                                                   \
  } while (0)

/* Of which the compiler knows nothing. */
static volatile double zero, one = 1, large = 1e300, tiny = 5e-324;
static volatile float fone = 1, fhalf = 0.5f, ftiny = 1e-45f;

static void classes(void)
{
  double infinity = large * large, nothing = zero / zero;
  CHECK(fpclassify(infinity) == FP_INFINITE && fpclassify(nothing) == FP_NAN && fpclassify(zero) == FP_ZERO);
  CHECK(fpclassify(tiny) == FP_SUBNORMAL && fpclassify(one) == FP_NORMAL);
  CHECK(fpclassify(ftiny) == FP_SUBNORMAL && fpclassify(fone) == FP_NORMAL);
  CHECK(isinf(-infinity) && !isinf(one) && !isinf(nothing));
  CHECK(isnan(nothing) && !isnan(infinity));
  CHECK(isfinite(one) && isfinite(tiny) && !isfinite(infinity) && !isfinite(nothing));
  CHECK(isnormal(one) && !isnormal(tiny) && !isnormal(zero) && !isnormal(ftiny));
  CHECK(signbit(-zero) && !signbit(zero) && signbit(-infinity) && signbit(-fone));
  CHECK(isgreater(one, zero) && !isgreater(nothing, zero) && isgreaterequal(one, one));
  CHECK(isless(zero, one) && islessequal(one, one) && !isless(zero, nothing));
  CHECK(islessgreater(one, zero) && !islessgreater(one, one) && isunordered(one, nothing) && !isunordered(one, zero));
  CHECK(infinity == HUGE_VAL && (float)infinity == HUGE_VALF && infinity == INFINITY && isnan(NAN));
  CHECK(FP_ILOGB0 == INT_MIN && FP_ILOGBNAN == INT_MAX && ilogb(zero) == FP_ILOGB0 && ilogb(nothing) == FP_ILOGBNAN);
  CHECK(math_errhandling == 0);
  CHECK(sizeof(float_t) == sizeof(float) && sizeof(double_t) == sizeof(double) && FLT_EVAL_METHOD == 0);
}

static void generic(void)
{
  CHECK(_Generic(sin(fone), float: 1, default: 0));
  CHECK(_Generic(sin(one), double: 1, default: 0));
  CHECK(_Generic(sin(1), double: 1, default: 0));
  CHECK(_Generic(sin((long double)one), long double: 1, default: 0));
  CHECK(_Generic(pow(fone, fhalf), float: 1, default: 0));
  CHECK(_Generic(pow(fone, one), double: 1, default: 0));
  CHECK(_Generic(pow(fone, 2), double: 1, default: 0));
  CHECK(_Generic(ldexp(fone, 2), float: 1, default: 0));
  CHECK(_Generic(fma(fone, fone, one), double: 1, default: 0));
  CHECK(_Generic(lrint(fone), long: 1, default: 0));
  CHECK(sqrt(fone + 3) == 2 && pow(2, 10) == 1024 && fabs(-fhalf) == 0.5f && hypot(3, 4) == 5);
  int power;
  CHECK(frexp(8.0f, &power) == 0.5f && power == 4);
  int quotient;
  CHECK(remquo(7.0, 2.0, &quotient) == -1 && quotient == 4);
}

static void environment(void)
{
  fenv_t saved;
  fexcept_t flags;
  CHECK(fegetround() == FE_TONEAREST && fesetround(FE_TONEAREST) == 0 && fesetround(1) != 0);
  CHECK(feclearexcept(FE_ALL_EXCEPT) == 0 && fetestexcept(FE_ALL_EXCEPT) == 0 && feraiseexcept(0) == 0);
  CHECK(fegetexceptflag(&flags, FE_ALL_EXCEPT) == 0 && fesetexceptflag(&flags, FE_ALL_EXCEPT) == 0);
  CHECK(fegetenv(&saved) == 0 && fesetenv(&saved) == 0 && fesetenv(FE_DFL_ENV) == 0);
  CHECK(feholdexcept(&saved) == 0 && feupdateenv(&saved) == 0);
}

static void limits(void)
{
  CHECK(FLT_RADIX == 2 && FLT_MANT_DIG == 24 && DBL_MANT_DIG == 53 && LDBL_MANT_DIG == 53);
  CHECK(FLT_DIG == 6 && DBL_DIG == 15 && DECIMAL_DIG >= 17 && FLT_DECIMAL_DIG == 9 && DBL_DECIMAL_DIG == 17);
  CHECK(FLT_MAX_EXP == 128 && DBL_MAX_EXP == 1024 && FLT_MIN_EXP == -125 && DBL_MIN_EXP == -1021);
  CHECK(nextafter(FLT_MAX, HUGE_VALF) == HUGE_VALF && isinf(DBL_MAX * (one + one)));
  CHECK(one + DBL_EPSILON > one && one + DBL_EPSILON / 2 == one && fone + FLT_EPSILON > fone);
  CHECK(nextafter(DBL_MIN, zero) == DBL_MIN - DBL_TRUE_MIN && FLT_TRUE_MIN == ftiny && DBL_TRUE_MIN == tiny);
  CHECK(FLT_HAS_SUBNORM == 1 && DBL_HAS_SUBNORM == 1 && FLT_ROUNDS == 1);
}

static void functions(void)
{
  double whole;
  CHECK(modf(-one * 2.75, &whole) == -0.75 && whole == -2);
  CHECK(isnan(nan("7")) && isnan(nanf("")) && isnan(nanl("x")));
  CHECK(nexttoward(fone, 2.0L) == fone + FLT_EPSILON && nexttoward(fone, 1.0L) == fone && signbit(nexttoward(0.0f, -0.0L)));
  CHECK(nexttoward(zero, -1.0L) == -DBL_TRUE_MIN && nexttoward(0.0f, 1e-300L) == FLT_TRUE_MIN);
  CHECK(isnan(nexttoward(fone, (long double)NAN)));
  CHECK(fmax(NAN, one) == one && fmin(one, NAN) == one && fdim(one, 3) == 0 && fdim(3, one) == 2);
  CHECK(lround(2.5) == 3 && lrint(2.5) == 2 && llround(-2.5) == -3 && nearbyint(-one * 1.5) == -2 && trunc(-1.7f) == -1);
  CHECK(scalbn(one, -1074) == DBL_TRUE_MIN && scalbln(fone, 200L) == HUGE_VALF && logb(large) == 996);
  /* long double is double. */
  CHECK(sinl(one) == sin(one) && powl(3, one) == 3 && tgammal(5) == 24 && cbrtl(8) == 2 && fmal(one, 2, 3) == 5);
#ifndef __STRICT_ANSI__
  double s, c;
  sincos(one, &s, &c);
  CHECK(s == sin(one) && c == cos(one));
  CHECK(lgamma(-one * 0.5) > 1.26 && signgam == -1 && lgamma(one * 3) > 0.69 && signgam == 1);
  CHECK(exp10(one * 2) == 100 && sin(M_PI * one) < 1.3e-16 && M_E > 2.718);
#endif
}

int main(void)
{
  classes();
  generic();
  environment();
  limits();
  functions();
  printf("%d failures\n", failures);
  return failures != 0;
}
