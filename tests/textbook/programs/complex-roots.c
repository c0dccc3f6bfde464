/* Quadratic and cubic equations, with the discriminant's cases. */
#include <math.h>
#include <stdio.h>

static void quadratic(double a, double b, double c)
{
  double d = b * b - 4 * a * c;
  printf("%gx^2%+gx%+g: ", a, b, c);
  if (a == 0) printf("not quadratic\n");
  else if (d > 0) {
    double q = -0.5 * (b + copysign(sqrt(d), b));
    double x = q / a, y = c / q;
    printf("%.6g and %.6g\n", fmin(x, y), fmax(x, y));
  } else if (d == 0) printf("%.6g twice\n", -b / (2 * a));
  else printf("%.6g +- %.6gi\n", -b / (2 * a) + 0.0, sqrt(-d) / (2 * fabs(a)));
}

static double real_cubic_root(double p, double q)
{
  double d = q * q / 4 + p * p * p / 27;
  if (d >= 0) return cbrt(-q / 2 + sqrt(d)) + cbrt(-q / 2 - sqrt(d));
  return 2 * sqrt(-p / 3) * cos(acos(3 * q / (2 * p) * sqrt(-3 / p)) / 3);
}

int main(void)
{
  quadratic(1, -3, 2);
  quadratic(1, 2, 1);
  quadratic(1, 2, 5);
  quadratic(2, -1e4, 1e-3);
  quadratic(0, 1, 1);
  printf("%.8f %.8f\n", real_cubic_root(-1, -2), real_cubic_root(-7, 6));
  return 0;
}
