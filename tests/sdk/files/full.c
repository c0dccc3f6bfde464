/* A medium that becomes full: who notices, and what is on it. */
#include "errno-names.h"

int main(void)
{
  FILE *file = fopen("full", "w");
  long written = 0;
  errno = 0;
  while (fputc('x', file) != EOF)
    ++written;
  printf("written %ld, error %d %s", written, ferror(file) != 0, error_name(errno));
  errno = 0;
  printf(" at %ld", ftell(file));
  printf(" closed %d\n", fclose(file));

  file = fopen("full", "r+");
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  fputs("too much", file);
  printf("size %ld", size);
  printf(" closed %d", fclose(file));
  printf(" %s\n", error_name(errno));

  file = fopen("full", "r+");
  fseek(file, size - 4, SEEK_SET);
  printf("blocks %u", (unsigned)fwrite("12345678", 2, 4, file));
  printf(" closed %d", fclose(file));
  printf(" %s\n", error_name(errno));
  file = fopen("full", "r");
  fseek(file, size - 5, SEEK_SET);
  int c;
  while ((c = fgetc(file)) != EOF)
    putchar(c);
  fclose(file);
  printf("\n%d", fopen("other", "w") == NULL);
  printf(" %s\n", error_name(errno));
  printf("%d", remove("full"));
  printf(" %d\n", (file = fopen("other", "w")) != NULL && fputs("room again\n", file) >= 0 ? fclose(file) : -1);
  return 0;
}
