/*
 * Keeps stock in files: what there is in records of one size, changed in place, and what happened in a journal, appended.
 *
 *   in NAME COUNT    something comes in          list       what there is
 *   out NAME COUNT   something goes out          journal    what happened
 *   drop NAME        no longer kept
 *
 * npx hsx run --dir FOLDER examples/stock/stock.c
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STOCK "stock.dat"
#define JOURNAL "journal.txt"

/* One record of the stock; an empty name is a free place. */
struct item {
  char name[20];
  uint32_t count;
};

static void fail(const char *path)
{
  perror(path);
  exit(EXIT_FAILURE);
}

/* The stock, as it is or new. */
static FILE *open_stock(void)
{
  FILE *stock = fopen(STOCK, "r+b");
  if (stock == NULL && errno == ENOENT)
    stock = fopen(STOCK, "w+b");
  if (stock == NULL)
    fail(STOCK);
  return stock;
}

/* The number of the record with this name, or -1; the record itself in `item`. */
static long find(FILE *stock, const char *name, struct item *item)
{
  rewind(stock);
  for (long number = 0; fread(item, sizeof *item, 1, stock) == 1; ++number)
    if (strcmp(item->name, name) == 0)
      return number;
  if (ferror(stock))
    fail(STOCK);
  return -1;
}

static void store(FILE *stock, long number, const struct item *item)
{
  if (fseek(stock, number * (long)sizeof *item, SEEK_SET) != 0 || fwrite(item, sizeof *item, 1, stock) != 1 ||
      fflush(stock) != 0)
    fail(STOCK);
}

/* The place for a new record: a free one, or behind the last. */
static long free_place(FILE *stock)
{
  struct item item;
  long number = find(stock, "", &item);
  if (number >= 0)
    return number;
  if (fseek(stock, 0, SEEK_END) != 0)
    fail(STOCK);
  return ftell(stock) / (long)sizeof item;
}

static void note(const char *what, const char *name, unsigned long count)
{
  FILE *journal = fopen(JOURNAL, "a");
  if (journal == NULL)
    fail(JOURNAL);
  fprintf(journal, "%-4s %6lu %s\n", what, count, name);
  if (fclose(journal) != 0)
    fail(JOURNAL);
}

static void come_in(FILE *stock, const char *name, unsigned long count)
{
  struct item item;
  long number = find(stock, name, &item);
  if (number < 0) {
    number = free_place(stock);
    memset(&item, 0, sizeof item);
    strcpy(item.name, name);
  }
  item.count += count;
  store(stock, number, &item);
  note("in", name, count);
}

static void go_out(FILE *stock, const char *name, unsigned long count)
{
  struct item item;
  long number = find(stock, name, &item);
  if (number < 0 || count > item.count) {
    printf("there are only %lu %s\n", number < 0 ? 0 : (unsigned long)item.count, name);
    return;
  }
  item.count -= count;
  store(stock, number, &item);
  note("out", name, count);
}

static void drop(FILE *stock, const char *name)
{
  struct item item;
  long number = find(stock, name, &item);
  if (number < 0) {
    printf("there are no %s\n", name);
    return;
  }
  note("drop", name, item.count);
  memset(&item, 0, sizeof item);
  store(stock, number, &item);
}

static void list(FILE *stock)
{
  struct item item;
  rewind(stock);
  for (long number = 0; fread(&item, sizeof item, 1, stock) == 1; ++number)
    if (item.name[0] != '\0')
      printf("%3ld. %6lu %s\n", number, (unsigned long)item.count, item.name);
}

static void show_journal(void)
{
  char line[80];
  FILE *journal = fopen(JOURNAL, "r");
  if (journal == NULL) {
    printf("nothing has happened\n");
    return;
  }
  while (fgets(line, sizeof line, journal) != NULL)
    fputs(line, stdout);
  fclose(journal);
}

static void obey(FILE *stock, char *line)
{
  char *command = strtok(line, " \n");
  char *name = strtok(NULL, " \n");
  char *number = strtok(NULL, " \n");
  if (command == NULL)
    return;
  if (strcmp(command, "list") == 0)
    list(stock);
  else if (strcmp(command, "journal") == 0)
    show_journal();
  else if (name == NULL || strlen(name) >= sizeof((struct item *)0)->name)
    printf("%s what? A name has up to 19 characters.\n", command);
  else if (strcmp(command, "drop") == 0)
    drop(stock, name);
  else if (strcmp(command, "in") == 0)
    come_in(stock, name, number == NULL ? 1 : strtoul(number, NULL, 10));
  else if (strcmp(command, "out") == 0)
    go_out(stock, name, number == NULL ? 1 : strtoul(number, NULL, 10));
  else
    printf("%s? It is in, out, drop, list or journal.\n", command);
}

int main(void)
{
  char line[80];
  FILE *stock = open_stock();
  while (fgets(line, sizeof line, stdin) != NULL)
    obey(stock, line);
  return fclose(stock) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
