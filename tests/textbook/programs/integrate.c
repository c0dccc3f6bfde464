/* Functions as arguments: Simpson's rule, bisection, Newton's method. */
#include <math.h>
#include <stdio.h>

typedef double (*function)(double);

static double simpson(function f, double a, double b, int n)
{
  double h = (b - a) / n, sum = f(a) + f(b);
  for (int i = 1; i < n; i++) sum += f(a + i * h) * (i % 2 ? 4 : 2);
  return sum * h / 3;
}

static double bisect(function f, double low, double high)
{
  while (high - low > 1e-12) {
    double middle = (low + high) / 2;
    if (f(low) * f(middle) <= 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

static double newton(function f, double x)
{
  for (int i = 0; i < 50; i++) {
    double slope = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6, step = f(x) / slope;
    x -= step;
    if (fabs(step) < 1e-12) break;
  }
  return x;
}

static double bell(double x) { return exp(-x * x); }
static double cubic(double x) { return x * x * x - x - 2; }
static double crossing(double x) { return cos(x) - x; }

int main(void)
{
  const double pi = acos(-1);
  printf("sin     %.8f\n", simpson(sin, 0, pi, 100));
  printf("bell    %.8f %.8f\n", simpson(bell, -5, 5, 200), sqrt(pi));
  printf("log     %.8f %.8f\n", simpson(log, 1, 2, 100), 2 * log(2) - 1);
  printf("cubic   %.8f %.8f\n", bisect(cubic, 1, 2), newton(cubic, 1.5));
  printf("cos x=x %.8f %.8f\n", bisect(crossing, 0, 1), newton(crossing, 0.5));
  return 0;
}
