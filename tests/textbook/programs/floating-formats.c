/* Every way printf shows a floating number. */
#include <float.h>
#include <stdio.h>

int main(void)
{
  static const double values[] = {0, 1, -1.5, 3.14159265358979, 123456789, 1e-5, 0.00012345, 1e100, 5e-324, DBL_MAX};
  for (unsigned i = 0; i < sizeof values / sizeof values[0]; i++) {
    double x = values[i];
    printf("%f|%e|%g\n", i < 8 ? x : 0, x, x);
    printf("  %.0f|%.3f|%10.2f|%-10.2f|%+.1f|% .1f|%010.3f|%#.0f\n", i < 7 ? x : 0, i < 7 ? x : 0, i < 7 ? x : 0, i < 7 ? x : 0,
           i < 7 ? x : 0, i < 7 ? x : 0, i < 7 ? x : 0, i < 7 ? x : 0);
    printf("  %.0e|%.10E|%12.3e|%-14.2e|\n", x, x, x, x);
    printf("  %.3g|%#g|%.10G|%.17g\n", x, x, x, x);
  }
  printf("%a %A %.3a %a\n", 1.0, 0.1, 3.99999, -0x1.8p-1040);
  printf("%.0f %.0f %.0f %.0f %.1f %.1f\n", 0.5, 1.5, 2.5, 3.5, 0.25, 0.35);
  printf("%.2f %.20f\n", 2.675, 0.1);
  printf("%.30e\n", 1.0 / 3);
  printf("%*.*f|%-*.*f|\n", 12, 4, 3.14159, 12, 4, -3.14159);
  printf("%Lf %LE\n", 1.25L, 1.25e10L);
  printf("%d %d %g %g\n", DBL_DIG, DBL_MANT_DIG, DBL_EPSILON, FLT_MAX);
  return 0;
}
