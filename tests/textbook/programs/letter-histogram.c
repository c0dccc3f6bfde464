/* How often each letter and digit occurs, as a bar chart. */
#include <ctype.h>
#include <limits.h>
#include <stdio.h>

int main(void)
{
  unsigned count[UCHAR_MAX + 1] = {0};
  unsigned most = 0;
  for (int c; (c = getchar()) != EOF;) {
    unsigned char letter = (unsigned char)tolower(c);
    if (isalnum(letter) && ++count[letter] > most) most = count[letter];
  }
  for (int c = 0; c <= UCHAR_MAX; c++) {
    if (count[c] == 0) continue;
    printf("%c %3u ", c, count[c]);
    for (unsigned i = 0; i < count[c] * 40 / most; i++) putchar('#');
    putchar('\n');
  }
  return 0;
}
