/* itoa in any base, strtol in any base, and errors that strtol reports. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reverse(char *text)
{
  for (size_t i = 0, j = strlen(text); i + 1 < j; i++) {
    char c = text[i];
    text[i] = text[--j];
    text[j] = c;
  }
}

static char *itob(int value, char *text, int base)
{
  unsigned left = value < 0 ? -(unsigned)value : (unsigned)value;
  int i = 0;
  do text[i++] = "0123456789abcdefghijklmnopqrstuvwxyz"[left % (unsigned)base];
  while ((left /= (unsigned)base) > 0);
  if (value < 0) text[i++] = '-';
  text[i] = '\0';
  reverse(text);
  return text;
}

int main(void)
{
  static const int values[] = {0, 1, -1, 255, 65535, INT_MAX, INT_MIN};
  char text[40];
  for (unsigned i = 0; i < sizeof values / sizeof values[0]; i++) {
    printf("%11d:", values[i]);
    for (int base = 2; base <= 36; base += 17) {
      itob(values[i], text, base);
      printf(" %s%s", text, (int)strtoll(text, NULL, base) == values[i] ? "" : " WRONG");
    }
    putchar('\n');
  }
  static const char *const texts[] = {"  42xyz", "0x1fG", "077", "zz", "", "-", "99999999999999999999", "-99999999999999999999"};
  for (unsigned i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    char *end;
    errno = 0;
    long long value = strtoll(texts[i], &end, 0);
    printf("\"%s\": %lld, rest \"%s\"%s\n", texts[i], value, end, errno == ERANGE ? ", out of range" : "");
  }
  printf("%d %ld %lld\n", atoi("-17 apples"), atol("123"), atoll("9000000000"));
  return 0;
}
