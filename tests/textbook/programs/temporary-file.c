/* A temporary file: numbers written, read back by getc and ungetc, the rest by fscanf; a buffer of our own. */
#include <ctype.h>
#include <stdio.h>

static int read_number(FILE *file, int *value)
{
  int c;
  while (isspace(c = getc(file))) continue;
  if (!isdigit(c)) {
    if (c != EOF) ungetc(c, file);
    return c == EOF ? EOF : 0;
  }
  *value = 0;
  for (; isdigit(c); c = getc(file)) *value = 10 * *value + c - '0';
  ungetc(c, file);
  return 1;
}

int main(void)
{
  static char buffer[64];
  FILE *scratch = tmpfile();
  if (scratch == NULL) {
    puts("no temporary file");
    return 1;
  }
  printf("%d\n", setvbuf(scratch, buffer, _IOFBF, sizeof buffer));
  for (int i = 1; i <= 40; i++) fprintf(scratch, "%d%c", i * i, i % 8 ? ' ' : '\n');
  fputs("+17", scratch);
  rewind(scratch);
  int value = 0, sum = 0, numbers = 0;
  while (read_number(scratch, &value) == 1) sum += value, numbers++;
  printf("%d numbers, sum %d, then '%c'\n", numbers, sum, getc(scratch));
  printf("%d", fscanf(scratch, "%d", &value));
  printf(" %d\n", value);
  printf("%d %d\n", fgetc(scratch), feof(scratch) != 0);
  clearerr(scratch);
  printf("%d\n", feof(scratch));
  fclose(scratch);
  return 0;
}
