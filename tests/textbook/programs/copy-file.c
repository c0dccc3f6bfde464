/* Files: written, copied by blocks, read by lines, appended to, removed. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *open_or_die(const char *name, const char *mode)
{
  FILE *file = fopen(name, mode);
  if (file == NULL) {
    printf("cannot open %s\n", name);
    exit(EXIT_FAILURE);
  }
  return file;
}

static void copy(const char *from, const char *to)
{
  FILE *in = open_or_die(from, "rb"), *out = open_or_die(to, "wb");
  char block[16];
  size_t n, blocks = 0;
  while ((n = fread(block, 1, sizeof block, in)) > 0) {
    fwrite(block, 1, n, out);
    blocks++;
  }
  printf("%zu blocks, end %d, error %d\n", blocks, feof(in) != 0, ferror(in) != 0);
  fclose(in);
  fclose(out);
}

static void show(const char *name)
{
  char line[80];
  int number = 0;
  FILE *file = open_or_die(name, "r");
  while (fgets(line, sizeof line, file) != NULL) printf("%d: %s", ++number, line);
  fclose(file);
}

int main(void)
{
  FILE *file = open_or_die("poem.txt", "w");
  fputs("The woods are lovely,\n", file);
  fprintf(file, "dark and %s,\n", "deep");
  for (const char *p = "but I have promises\n"; *p; p++) putc(*p, file);
  fclose(file);
  copy("poem.txt", "copy.txt");
  file = open_or_die("copy.txt", "a");
  fprintf(file, "to keep, %d times\n", 2);
  fclose(file);
  show("copy.txt");
  errno = 0;
  if (fopen("missing.txt", "r") == NULL) printf("missing: %s\n", errno == ENOENT ? "ENOENT" : strerror(errno));
  printf("rename %d, ", rename("copy.txt", "renamed.txt"));
  printf("old %s, ", fopen("copy.txt", "r") == NULL ? "gone" : "still there");
  printf("remove %d, ", remove("renamed.txt") | remove("poem.txt"));
  printf("again %s\n", remove("poem.txt") != 0 ? "fails" : "works");
  return 0;
}
