/* Positions, the end of a file, and errors. */
#include "errno-names.h"
#include <limits.h>

static void seek(FILE *file, long offset, int whence)
{
  errno = 0;
  int result = fseek(file, offset, whence);
  printf(" %d", result);
  if (result != 0)
    printf(" %s", error_name(errno));
  printf(" at %ld\n", ftell(file));
}

int main(void)
{
  FILE *file = fopen("f", "wb+");
  for (int i = 0; i < 1000; ++i)
    fputc('0' + i % 10, file);
  printf("%ld\n", ftell(file));
  seek(file, 0, SEEK_SET);
  seek(file, 999, SEEK_SET);
  printf("%d", fgetc(file));
  printf(" %d", fgetc(file));
  printf(" %d\n", feof(file) != 0);
  seek(file, -1000, SEEK_END);
  printf("%d\n", feof(file) != 0);
  seek(file, 123, SEEK_CUR);
  printf("%d\n", fgetc(file));
  seek(file, 10, SEEK_CUR);
  printf("%d\n", fgetc(file));
  seek(file, -100, SEEK_CUR);
  printf("%d\n", fgetc(file));
  seek(file, -1, SEEK_SET);
  seek(file, -36, SEEK_CUR);
  seek(file, -1001, SEEK_END);
  seek(file, 0, 77);
  seek(file, 5, SEEK_END);
  printf("%d", fgetc(file));
  printf(" %d\n", feof(file) != 0);
  fputc('!', file);
  seek(file, -7, SEEK_END);
  for (int i = 0; i < 7; ++i)
    printf(" %d", fgetc(file));
  printf("\n");

  /* The end stays until it is cleared, even when the file has grown. */
  FILE *other = fopen("f", "ab");
  printf("%d", fgetc(file));
  fputs("more", other);
  fflush(other);
  printf(" %d", fgetc(file));
  clearerr(file);
  printf(" %d\n", fgetc(file));
  fclose(other);

  fpos_t middle, end;
  fseek(file, 500, SEEK_SET);
  fgetc(file);
  printf("%d", fgetpos(file, &middle));
  fseek(file, 0, SEEK_END);
  printf(" %d", fgetpos(file, &end));
  printf(" %d", fsetpos(file, &middle));
  printf(" %ld", ftell(file));
  printf(" %d", fsetpos(file, &end));
  printf(" %ld\n", ftell(file));
  rewind(file);
  printf("%ld\n", ftell(file));
  fclose(file);

  file = fopen("f", "r");
  errno = 0;
  printf("%d", fputs("x", file) == EOF);
  printf(" %d %s", ferror(file) != 0, error_name(errno));
  rewind(file);
  printf(" %d", ferror(file) != 0);
  printf(" %u", (unsigned)fwrite("abc", 1, 3, file));
  printf(" %d", ferror(file) != 0);
  printf(" %d\n", fprintf(file, "x") < 0);
  fclose(file);

  file = fopen("f", "w");
  char line[8];
  errno = 0;
  printf("%d", fgetc(file));
  printf(" %s", error_name(errno));
  printf(" %d %d", ferror(file) != 0, feof(file) != 0);
  printf(" %d", fgets(line, sizeof line, file) == NULL);
  printf(" %u\n", (unsigned)fread(line, 1, 4, file));
  fclose(file);
  printf("%d\n", remove("f"));
  return 0;
}
