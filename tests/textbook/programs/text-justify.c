/* A paragraph filled and justified to a width. */
#include <stdio.h>
#include <string.h>

#define WIDTH 32
#define WORDS 16

static void line(char *const *words, int n, int letters, int last)
{
  int gaps = n - 1, spare = last ? gaps : WIDTH - letters;
  for (int i = 0; i < n; i++) {
    fputs(words[i], stdout);
    if (i == gaps) break;
    int blanks = last ? 1 : spare / (gaps - i);
    printf("%*s", blanks, "");
    spare -= blanks;
  }
  puts("|");
}

int main(void)
{
  static char text[] =
      "A program is never finished: it is only, at some moment, good enough that its "
      "author goes to look for another; whoever carries it on will find what was left behind.";
  char *words[WORDS];
  int n = 0, letters = 0;
  for (char *word = strtok(text, " "); word != NULL; word = strtok(NULL, " ")) {
    int length = (int)strlen(word);
    if (n == WORDS || letters + n + length > WIDTH) {
      line(words, n, letters, n == 1);
      n = letters = 0;
    }
    words[n++] = word;
    letters += length;
  }
  line(words, n, letters, 1);
  return 0;
}
