/* Every way sscanf reads. */
#include <stdio.h>
#include <string.h>

int main(void)
{
  int i = -1, j = -1, k = -1, n = -1;
  unsigned u = 0, o = 0, x = 0;
  long long wide = 0;
  short small = 0;
  float f = 0;
  double d = 0;
  char word[32] = "", set[32] = "", pair[3] = "";
  int got = sscanf("12 -34 0x1F", "%d%d%i", &i, &j, &k);
  printf("%d: %d %d %d\n", got, i, j, k);
  got = sscanf("40 777 ff", "%u %o %x", &u, &o, &x);
  printf("%d: %u %u %u\n", got, u, o, x);
  got = sscanf("123456789012 -5", "%lld %hd", &wide, &small);
  printf("%d: %lld %d\n", got, wide, small);
  got = sscanf("3.5 -1.25e2", "%f %lf", &f, &d);
  printf("%d: %g %g\n", got, (double)f, d);
  got = sscanf("25 Dec 1988", "%d %31s %d", &i, word, &j);
  printf("%d: %d %s %d\n", got, i, word, j);
  got = sscanf("12/25/88", "%d/%d/%d", &i, &j, &k);
  printf("%d: %d %d %d\n", got, i, j, k);
  got = sscanf("key = some value # comment", "%31[a-z] = %31[^#]", word, set);
  printf("%d: [%s] [%s]\n", got, word, set);
  got = sscanf("abcdef", "%2c%n%*2c%1s", pair, &n, word);
  printf("%d: %.2s %d %s\n", got, pair, n, word);
  got = sscanf("123456", "%3d%2d%d", &i, &j, &k);
  printf("%d: %d %d %d\n", got, i, j, k);
  got = sscanf("100%", "%d%%%n", &i, &n);
  printf("%d: %d %d\n", got, i, n);
  got = sscanf("]x-", "%[]x-]", set);
  printf("%d: %s\n", got, set);
  printf("%d %d %d %d\n", sscanf("", "%d", &i), sscanf("x", "%d", &i), sscanf("7", "%d %d", &i, &j), sscanf("  ", "%31s", word));
  got = sscanf("nan inf 0x1p3", "%lf %f %lf", &d, &f, &d);
  printf("%d: %g %g\n", got, (double)f, d);
  return 0;
}
