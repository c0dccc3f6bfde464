/* bsearch with keys of another type, lower bounds by hand, a sorted table of structures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct country { const char *name; const char *capital; int population; };

static const struct country countries[] = {
    {"Austria", "Vienna", 9}, {"Belgium", "Brussels", 12}, {"Denmark", "Copenhagen", 6}, {"Finland", "Helsinki", 6},
    {"Italy", "Rome", 59}, {"Norway", "Oslo", 5}, {"Portugal", "Lisbon", 10}, {"Sweden", "Stockholm", 10},
};
#define COUNT (sizeof countries / sizeof *countries)

static int by_name(const void *key, const void *element) { return strcmp(key, ((const struct country *)element)->name); }

static int by_population(const void *a, const void *b)
{
  const struct country *x = a, *y = b;
  return x->population != y->population ? y->population - x->population : strcmp(x->name, y->name);
}

static size_t lower_bound(const int *values, size_t n, int wanted)
{
  size_t low = 0;
  while (n > 0) {
    size_t half = n / 2;
    if (values[low + half] < wanted) low += half + 1, n -= half + 1;
    else n = half;
  }
  return low;
}

int main(void)
{
  static const char *const wanted[] = {"Austria", "Sweden", "Italy", "France", ""};
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    const struct country *found = bsearch(wanted[i], countries, COUNT, sizeof *countries, by_name);
    printf("%s: %s\n", wanted[i], found ? found->capital : "unknown");
  }
  struct country sorted[COUNT];
  memcpy(sorted, countries, sizeof sorted);
  qsort(sorted, COUNT, sizeof *sorted, by_population);
  for (size_t i = 0; i < COUNT; i++) printf("%s %d%s", sorted[i].name, sorted[i].population, i + 1 < COUNT ? ", " : "\n");
  static const int values[] = {1, 3, 3, 3, 8, 21};
  for (int x = 0; x <= 22; x += 2) printf("%zu ", lower_bound(values, 6, x));
  putchar('\n');
  return 0;
}
