/* Comments removed from C source by a machine of states. */
#include <stdio.h>

enum state { CODE, SLASH, BLOCK, STAR, LINE, TEXT, ESCAPE };

int main(void)
{
  enum state state = CODE;
  int quote = 0, removed = 0;
  for (int c; (c = getchar()) != EOF;) {
    switch (state) {
    case CODE:
      if (c == '/') {
        state = SLASH;
        break;
      }
      if (c == '"' || c == '\'') quote = c, state = TEXT;
      putchar(c);
      break;
    case SLASH:
      if (c == '*') state = BLOCK;
      else if (c == '/') state = LINE;
      else {
        putchar('/');
        if (c == '/') break;
        putchar(c);
        state = CODE;
      }
      if (state != CODE) removed += 2;
      break;
    case BLOCK:
    case STAR:
      removed++;
      if (state == STAR && c == '/') {
        putchar(' ');
        state = CODE;
      } else state = c == '*' ? STAR : BLOCK;
      break;
    case LINE:
      removed++;
      if (c == '\n') putchar(c), state = CODE;
      break;
    case TEXT:
      putchar(c);
      if (c == '\\') state = ESCAPE;
      else if (c == quote) state = CODE;
      break;
    case ESCAPE:
      putchar(c);
      state = TEXT;
      break;
    }
  }
  printf("-- %d removed, state %d\n", removed, state);
  return 0;
}
