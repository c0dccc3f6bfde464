/* Lines, words and characters of the standard input. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>

int main(void)
{
  long lines = 0, words = 0, characters = 0;
  bool inside = false;
  for (int c; (c = getchar()) != EOF;) {
    characters++;
    if (c == '\n') lines++;
    if (isspace(c)) {
      inside = false;
    } else if (!inside) {
      inside = true;
      words++;
    }
  }
  printf("%ld lines, %ld words, %ld characters\n", lines, words, characters);
  return ferror(stdin) != 0;
}
