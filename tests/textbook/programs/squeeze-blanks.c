/* Blanks and tabs: runs become one blank, tabs are shown, trailing ones go. */
#include <stdio.h>
#include <string.h>

int main(void)
{
  char line[256];
  while (fgets(line, sizeof line, stdin)) {
    size_t length = strcspn(line, "\n");
    while (length > 0 && strchr(" \t", line[length - 1]) != NULL) length--;
    int last = 0;
    for (size_t i = 0; i < length; i++) {
      int c = line[i] == '\t' ? ' ' : line[i];
      if (c == ' ' && last == ' ') continue;
      putchar(c);
      last = c;
    }
    putchar('$');
    putchar('\n');
  }
  return 0;
}
