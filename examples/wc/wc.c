/* Counts lines, words and bytes of its standard input, and prints them as `wc < file` does: each as wide as the largest. */
#include <ctype.h>
#include <stdio.h>

int main(void)
{
  unsigned lines = 0, words = 0, bytes = 0;
  int in_word = 0;
  int c;

  while ((c = getchar()) != EOF) {
    ++bytes;
    if (c == '\n')
      ++lines;
    if (isspace(c)) {
      in_word = 0;
    } else if (!in_word) {
      in_word = 1;
      ++words;
    }
  }
  if (ferror(stdin)) {
    perror("wc");
    return 1;
  }
  int width = snprintf(NULL, 0, "%u", bytes);
  printf("%*u %*u %*u\n", width, lines, width, words, width, bytes);
  return 0;
}
