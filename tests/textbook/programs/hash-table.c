/* A table of names and replacement texts with chained buckets, driven by commands. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 17

struct entry {
  struct entry *next;
  char *name, *value;
};

static struct entry *table[BUCKETS];

static unsigned hash(const char *text)
{
  unsigned value = 0;
  while (*text) value = (unsigned char)*text++ + 31 * value;
  return value % BUCKETS;
}

static struct entry **find(const char *name)
{
  struct entry **place = &table[hash(name)];
  while (*place != NULL && strcmp((*place)->name, name) != 0) place = &(*place)->next;
  return place;
}

static char *duplicate(const char *text)
{
  size_t size = strlen(text) + 1;
  char *place = malloc(size);
  if (place == NULL) exit(1);
  return memcpy(place, text, size);
}

static void define(const char *name, const char *value)
{
  struct entry **place = find(name);
  if (*place == NULL) {
    struct entry *entry = calloc(1, sizeof *entry);
    if (entry == NULL) exit(1);
    entry->name = duplicate(name);
    *place = entry;
  } else {
    free((*place)->value);
  }
  (*place)->value = duplicate(value);
}

static int undefine(const char *name)
{
  struct entry **place = find(name), *entry = *place;
  if (entry == NULL) return 0;
  *place = entry->next;
  free(entry->name);
  free(entry->value);
  free(entry);
  return 1;
}

int main(void)
{
  char line[128], command[16], name[32], value[64];
  while (fgets(line, sizeof line, stdin) != NULL) {
    int fields = sscanf(line, "%15s %31s %63[^\n]", command, name, value);
    if (fields == 3 && strcmp(command, "def") == 0) define(name, value);
    else if (fields == 2 && strcmp(command, "get") == 0) {
      struct entry *entry = *find(name);
      printf("%s = %s\n", name, entry ? entry->value : "(undefined)");
    } else if (fields == 2 && strcmp(command, "del") == 0) printf("%s %s\n", undefine(name) ? "removed" : "no", name);
    else if (fields > 0) printf("? %s", line);
  }
  int used = 0;
  for (int i = 0; i < BUCKETS; i++)
    for (struct entry *entry = table[i]; entry; entry = entry->next) used++;
  printf("%d left\n", used);
  return 0;
}
