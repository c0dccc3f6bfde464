/* Several files at once, names, temporary files, standard streams that become files, buffering. */
#include "errno-names.h"
#include <stdlib.h>

static void show(const char *path)
{
  FILE *file = fopen(path, "r");
  char line[100];
  if (file == NULL) {
    printf("%s: %s\n", path, error_name(errno));
    return;
  }
  while (fgets(line, sizeof line, file) != NULL)
    printf("%s: %s%s", path, line, strchr(line, '\n') == NULL ? "|\n" : "");
  fclose(file);
}

static void put(const char *path, const char *text)
{
  FILE *file = fopen(path, "w");
  fputs(text, file);
  fclose(file);
}

static void at_once(void)
{
  char name[] = "at-once-0";
  FILE *files[5];
  for (int i = 0; i < 5; ++i) {
    name[8] = (char)('0' + i);
    files[i] = fopen(name, "w+");
  }
  for (int round = 0; round < 100; ++round)
    for (int i = 0; i < 5; ++i)
      fprintf(files[i], "%d.", round * (i + 1));
  for (int i = 0; i < 5; ++i) {
    long length = ftell(files[i]);
    int last = 0, c;
    rewind(files[i]);
    while ((c = fgetc(files[i])) != EOF)
      last = c != '.' ? last * 10 % 1000 + c - '0' : last;
    printf("%ld %d %d\n", length, last, fclose(files[i]));
    name[8] = (char)('0' + i);
    remove(name);
  }
}

static int call(const char *what, int result)
{
  printf("%s: %d %s\n", what, result != 0, result != 0 ? error_name(errno) : "");
  errno = 0;
  return result;
}

static void renaming(void)
{
  put("a", "file a\n");
  put("b", "file b\n");
  call("remove none", remove("none"));
  call("rename none", rename("none", "x"));
  call("rename a c", rename("a", "c"));
  show("a");
  show("c");
  call("rename c b", rename("c", "b"));
  show("b");
  call("rename b b", rename("b", "b"));
  call("below a file", fopen("b/x", "w") == NULL ? -1 : 0);
  call("in no folder", fopen("none/x", "w") == NULL ? -1 : 0);
  call("remove below a file", remove("b/x"));
  FILE *file = fopen("b", "r+");
  call("remove while open", remove("b"));
  printf("%c", fgetc(file));
  fseek(file, 0, SEEK_CUR);
  fputs("ILE", file);
  rewind(file);
  char line[20];
  printf(" %s", fgets(line, sizeof line, file));
  fclose(file);
  show("b");
}

static void temporary(void)
{
  FILE *one = tmpfile();
  FILE *two = tmpfile();
  char line[20];
  fputs("first\n", one);
  fputs("second\n", two);
  rewind(one);
  rewind(two);
  printf("%s", fgets(line, sizeof line, one));
  printf("%s", fgets(line, sizeof line, two));
  fclose(one);
  fclose(two);
}

static void buffering(void)
{
  static char own[1000], tiny[2];
  FILE *file = fopen("buffered", "w");
  printf("%d", setvbuf(file, own, _IOFBF, sizeof own));
  fputs("some text\n", file);
  printf(" [%.4s]\n", strchr(own, 's') != NULL ? "here" : "gone");
  show("buffered");
  fclose(file);
  show("buffered");
  file = fopen("buffered", "w");
  setvbuf(file, NULL, _IOLBF, BUFSIZ);
  fputs("\n", file);
  show("buffered");
  fputs("a line\nhalf", file);
  show("buffered");
  fclose(file);
  file = fopen("buffered", "w");
  setbuf(file, NULL);
  fputs("direct", file);
  show("buffered");
  fwrite("ly", 1, 2, file);
  fputc('!', file);
  show("buffered");
  fclose(file);
  file = fopen("buffered", "r+");
  setvbuf(file, tiny, _IOFBF, sizeof tiny);
  printf("%c", fgetc(file));
  printf("%c", fgetc(file));
  fseek(file, 0, SEEK_CUR);
  fputs("REC", file);
  fseek(file, 0, SEEK_CUR);
  printf("%c", fgetc(file));
  printf("%c\n", fgetc(file));
  fclose(file);
  show("buffered");
  remove("buffered");
}

static void standard_streams(void)
{
  printf("to stdout\n");
  fprintf(stderr, "to stderr\n");
  if (freopen("out", "w", stdout) == NULL || freopen("err", "w", stderr) == NULL)
    exit(2);
  put("in", "12 words in a file\nand a line\n");
  printf("in a file\n");
  puts("as well");
  fprintf(stderr, "errors %d\n", 1);
  char line[40];
  if (freopen("in", "r", stdin) == NULL)
    exit(3);
  printf("got %c", getchar());
  printf(" %s", fgets(line, sizeof line, stdin));
  fflush(NULL);
  show("err");
  if (freopen("in", "a+", stdin) == NULL)
    exit(4);
  fputs("by stdin\n", stdin);
  freopen("out2", "w", stdout);
  show("out");
  fflush(stdin);
  show("in");
  printf("left to the end");
  fputs("also this", stdin);
  fputs("and this", fopen("left", "w"));
}

int main(void)
{
  at_once();
  renaming();
  temporary();
  buffering();
  standard_streams();
  return 0;
}
