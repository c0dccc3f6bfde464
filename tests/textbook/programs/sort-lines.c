/* sort(1) in small: lines into an array of pointers, qsort by different orders. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINES 100

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static int by_number(const void *a, const void *b)
{
  double x = atof(*(char *const *)a), y = atof(*(char *const *)b);
  return x < y ? -1 : x > y ? 1 : by_text(a, b);
}

static int by_folded(const void *a, const void *b)
{
  const unsigned char *x = *(unsigned char *const *)a, *y = *(unsigned char *const *)b;
  while (*x && tolower(*x) == tolower(*y)) x++, y++;
  int order = tolower(*x) - tolower(*y);
  return order != 0 ? order : by_text(a, b);
}

static void show(const char *title, char **lines, size_t n, int (*order)(const void *, const void *))
{
  qsort(lines, n, sizeof *lines, order);
  printf("-- %s\n", title);
  for (size_t i = 0; i < n; i++) puts(lines[i]);
}

int main(void)
{
  char *lines[MAX_LINES], line[80];
  size_t n = 0;
  while (n < MAX_LINES && fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = '\0';
    lines[n] = malloc(strlen(line) + 1);
    if (lines[n] == NULL) return 1;
    strcpy(lines[n++], line);
  }
  show("by text", lines, n, by_text);
  show("by number", lines, n, by_number);
  show("whatever the case", lines, n, by_folded);
  while (n > 0) free(lines[--n]);
  return 0;
}
