/* Input by characters, lines and blocks; what goes to stdout and stderr. */
#include <stdio.h>
#include <string.h>

int main(void)
{
  char line[16], block[8];
  int c = getchar();
  printf("first: %c, again: ", c);
  ungetc('Z', stdin);
  putchar(getchar());
  putchar('\n');

  while (fgets(line, sizeof line, stdin) != NULL && strcmp(line, "blocks\n") != 0) {
    line[strcspn(line, "\n")] = '\0';
    printf("<%s>\n", line);
  }

  size_t n;
  while ((n = fread(block, 3, 2, stdin)) > 0)
    printf("%u blocks: %.*s\n", (unsigned)n, (int)(3 * n), block);
  printf("end %d, error %d, %d\n", feof(stdin) != 0, ferror(stdin) != 0, getchar());
  clearerr(stdin);
  printf("cleared %d\n", feof(stdin));

  n = fwrite("abcdef", 2, 3, stdout);
  printf("%u ", (unsigned)n);
  fputs("to stdout\n", stdout);
  fprintf(stderr, "to stderr: %d%c", 42, '\n');
  c = fputc('x', stdin);
  printf("%d %d\n", c, ferror(stdin) != 0);

  setvbuf(stdout, NULL, _IOFBF, 0);
  printf("by blocks: not yet\n");
  fputs("this comes first\n", stderr);
  fflush(stdout);
  setvbuf(stdout, NULL, _IONBF, 0);
  printf("direct");
  fputs(" in between ", stderr);
  putchar('\n');
  return 0;
}
