/* Mean, deviation, median, extremes of numbers read by scanf. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST 100

static int compare(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(void)
{
  double values[MOST], sum = 0, squares = 0, least = DBL_MAX, most = -DBL_MAX;
  int n = 0, got;
  while (n < MOST && (got = scanf("%lf", &values[n])) != EOF) {
    if (got == 0) {
      char word[32];
      if (scanf("%31s", word) == 1) printf("not a number: %s\n", word);
      continue;
    }
    sum += values[n];
    least = fmin(least, values[n]);
    most = fmax(most, values[n]);
    n++;
  }
  if (n == 0) return 1;
  double mean = sum / n;
  for (int i = 0; i < n; i++) squares += (values[i] - mean) * (values[i] - mean);
  qsort(values, (size_t)n, sizeof values[0], compare);
  double median = n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  printf("%d values from %g to %g\n", n, least, most);
  printf("mean %.4f, deviation %.4f, median %.3f\n", mean, sqrt(squares / n), median);
  return 0;
}
