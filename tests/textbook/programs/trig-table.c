/* The functions of math.h in a table. */
#include <math.h>
#include <stdio.h>

int main(void)
{
  const double degree = atan(1) / 45;
  puts(" deg      sin      cos      tan");
  for (int angle = 0; angle <= 90; angle += 15) {
    double x = angle * degree;
    printf("%4d %8.5f %8.5f ", angle, sin(x), cos(x));
    if (angle == 90) puts("       -");
    else printf("%8.5f\n", tan(x));
  }
  for (double x = 0.5; x <= 4; x *= 2)
    printf("%g: exp %.6f log %.6f sqrt %.6f cbrt %.6f log10 %.6f log2 %g\n", x, exp(x), log(x), sqrt(x), cbrt(x), log10(x), log2(x));
  printf("%.6f %.6f %.6f %.6f\n", sinh(1), cosh(1), tanh(1), asinh(1));
  printf("%.6f %.6f %.6f %.6f\n", asin(0.5), acos(0.5), atan2(-1, -1), hypot(3, 4));
  printf("%g %g %g %g %g\n", floor(-2.5), ceil(-2.5), trunc(-2.5), round(-2.5), rint(-2.5));
  printf("%g %g %ld %lld\n", fmod(-7, 3), remainder(-7, 3), lround(2.5), llrint(3.5));
  double whole, part = modf(-3.75, &whole);
  int exponent;
  double fraction = frexp(48, &exponent);
  printf("%g %g; %g %d; %g\n", whole, part, fraction, exponent, ldexp(0.75, 6));
  printf("%.6f %.6f %.6f\n", erf(0.5), tgamma(5.5), lgamma(10));
  printf("%g %g %g\n", pow(2, -10), pow(-2, 3), pow(0.25, 0.5));
  printf("%d %d %d %d\n", isnan(NAN), isinf(INFINITY) != 0, signbit(-0.0) != 0, fpclassify(1e-310) == FP_SUBNORMAL);
  printf("%f %F %e %g\n", INFINITY, -INFINITY, HUGE_VAL, -0.0);
  printf("float %.7g %.7g %.7g\n", (double)sinf(1), (double)sqrtf(2), (double)powf(2, 0.5f));
  return 0;
}
