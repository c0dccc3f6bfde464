/* hsx/fs.h, and what files do on HSX only. */
#include "errno-names.h"
#include <hsx/fs.h>
#include <stdlib.h>

static void result(const char *what, int result)
{
  printf("%s: %d %s\n", what, result, result < 0 ? error_name(errno) : "");
}

static void list(const char *path)
{
  char names[64];
  int count = hsx_listdir(path, names, sizeof names);
  result(path, count);
  for (const char *name = names; count > 0; --count, name = hsx_next_name(name))
    printf("  %s\n", name);
}

int main(void)
{
  struct hsx_fs_stat stat;
  char tiny[8];
  list("/");
  result("mkdir", hsx_mkdir("logs"));
  result("mkdir", hsx_mkdir("logs"));
  result("mkdir", hsx_mkdir("no/logs"));
  FILE *file = fopen("logs/today", "w");
  fputs("12345", file);
  result("fsync", hsx_fsync(file));
  result("stat", hsx_stat("/logs/today", &stat));
  printf("%u bytes, type %u\n", (unsigned)stat.size, stat.type);
  fclose(file);
  result("stat", hsx_stat("logs", &stat));
  printf("%u bytes, type %u\n", (unsigned)stat.size, stat.type);
  result("stat", hsx_stat("nothing", &stat));
  result("fsync stdout", hsx_fsync(stdout));
  list("logs");
  list("logs/today");
  list("nothing");
  result("too small", hsx_listdir("/", tiny, 2));
  result("remove", remove("logs"));
  result("a folder", fopen("logs", "r") == NULL ? -1 : 0);
  result("outside", fopen("../secret", "r") == NULL ? -1 : 0);
  result("outside", rename("logs/today", "../../today"));
  result("control characters", fopen("a\nb", "w") == NULL ? -1 : 0);
  static char name[FILENAME_MAX + 1];
  memset(name, 'n', FILENAME_MAX);
  result("too long", fopen(name, "w") == NULL ? -1 : 0);
  name[FILENAME_MAX - 1] = '\0';
  result("longest", (file = fopen(name, "w")) == NULL ? -1 : fclose(file));
  result("longest", remove(name));

  FILE *files[FOPEN_MAX];
  int opened = 0;
  while (opened < FOPEN_MAX && (files[opened] = fopen("logs/today", "r")) != NULL)
    ++opened;
  result("too many", -1);
  printf("%d opened\n", opened);
  fclose(files[1]);
  result("again", (files[1] = fopen("logs/today", "r")) == NULL ? -1 : fgetc(files[1]));
  while (opened > 0)
    fclose(files[--opened]);

  char *one = tmpnam(NULL);
  char other[L_tmpnam];
  printf("%s", one);
  file = fopen("tmp-0002", "w");
  fclose(file);
  printf(" %s\n", tmpnam(other));
  remove("tmp-0002");
  file = tmpfile();
  list("/");
  result("rename", rename("logs", "old"));
  result("remove", remove("old/today"));
  result("remove", remove("old"));

  errno = 0;
  printf("%ld", ftell(stdout));
  printf(" %s", error_name(errno));
  printf(" %d", fseek(stdin, 0, SEEK_SET));
  printf(" %s\n", error_name(errno));
  fputs("sent when it is closed\n", stdout);
  int closed = fclose(stdout);
  errno = 0;
  closed |= puts("gone") == EOF ? 2 : 0;
  fprintf(stderr, "closed %d %s\n", closed, error_name(errno));
  perror("perror");
  /* stderr stays unbuffered as a file, too. */
  freopen("errors", "w", stderr);
  fputs("at once", stderr);
  char at_once[8] = "";
  file = fopen("errors", "r");
  fgets(at_once, sizeof at_once, file);
  fclose(file);
  remove("errors");
  file = fopen("report", "w");
  fputs(at_once, file);
  fclose(file);
  return 0;
}
