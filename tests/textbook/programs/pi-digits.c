/* Digits of pi by a spigot in integers, and pi by series in float and double. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void spigot(int digits)
{
  int length = digits * 10 / 3 + 1, nines = 0, held = 0, shown = 0;
  unsigned *a = malloc((size_t)length * sizeof *a);
  if (a == NULL) return;
  for (int i = 0; i < length; i++) a[i] = 2;
  for (int j = 0; shown < digits; j++) {
    unsigned carry = 0;
    for (int i = length - 1; i >= 0; i--) {
      unsigned x = 10 * a[i] + carry * (unsigned)(i + 1);
      a[i] = x % (2 * (unsigned)i + 1);
      carry = x / (2 * (unsigned)i + 1);
      if (i == 0) a[0] = x % 10, carry = x / 10;
    }
    if (carry == 9) {
      nines++;
      continue;
    }
    if (j > 0) printf("%d", held + (int)(carry / 10)), shown++;
    for (; nines > 0 && shown < digits; nines--, shown++) putchar(carry >= 10 ? '0' : '9');
    nines = 0;
    held = (int)(carry % 10);
  }
  putchar('\n');
  free(a);
}

int main(void)
{
  spigot(200);
  double machin = 16 * atan(1.0 / 5) - 4 * atan(1.0 / 239), leibniz = 0;
  for (int k = 20000; k >= 0; k--) leibniz += (k % 2 ? -4.0 : 4.0) / (2 * k + 1);
  float product = 2;
  for (int k = 1; k < 2000; k++) product *= 4.0f * (float)k * (float)k / (4.0f * (float)k * (float)k - 1);
  printf("%.12f %.6f %.2f\n", machin, leibniz, (double)product);
  return 0;
}
