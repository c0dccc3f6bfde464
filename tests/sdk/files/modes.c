/* What each mode of fopen does with a file that is there and with one that is not: reading, writing, position, contents. */
#include "errno-names.h"

static void put(const char *path, const char *text)
{
  FILE *file = fopen(path, "wb");
  fputs(text, file);
  fclose(file);
}

static void show(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    printf(" -> no file\n");
    return;
  }
  char text[80];
  size_t length = fread(text, 1, sizeof text - 1, file);
  text[length] = '\0';
  printf(" -> [%s]\n", text);
  fclose(file);
}

static void try(const char *path, const char *mode)
{
  errno = 0;
  FILE *file = fopen(path, mode);
  printf("%-5s %-5s", path, mode);
  if (file == NULL) {
    printf(" %s\n", error_name(errno));
    return;
  }
  int c = fgetc(file);
  printf(" read %d", c);
  if (ferror(file))
    printf(" error %s", error_name(errno));
  clearerr(file);
  if (fseek(file, 1, SEEK_SET) != 0)
    printf(" no seek");
  errno = 0;
  int written = fputc('X', file) != EOF && fflush(file) == 0;
  printf(" written %d", written);
  if (ferror(file))
    printf(" error %s", error_name(errno));
  printf(" at %ld", ftell(file));
  rewind(file);
  c = fgetc(file);
  printf(" begins %d", c);
  printf(" closed %d", fclose(file));
  show(path);
}

int main(void)
{
  static const char *const modes[] = {"r",   "w",   "a",   "r+",  "w+",  "a+",  "rb",   "wb",  "ab",  "r+b",
                                      "rb+", "w+b", "wb+", "a+b", "ab+", "wx",  "wbx",  "w+x", "wb+x", "w+bx"};
  for (unsigned i = 0; i < sizeof modes / sizeof *modes; ++i) {
    put("there", "old text");
    remove("new");
    try("there", modes[i]);
    try("new", modes[i]);
  }
  try("there", "q");
  try("there", "");
  remove("there");
  remove("new");
  return 0;
}
