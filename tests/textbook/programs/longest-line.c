/* The longest line of the input, however long: a buffer that grows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_line(FILE *from)
{
  size_t size = 8, length = 0;
  char *line = malloc(size);
  if (line == NULL) return NULL;
  while (fgets(line + length, (int)(size - length), from) != NULL) {
    length += strlen(line + length);
    if (length > 0 && line[length - 1] == '\n') {
      line[length - 1] = '\0';
      return line;
    }
    size *= 2;
    char *larger = realloc(line, size);
    if (larger == NULL) break;
    line = larger;
  }
  if (length > 0) return line;
  free(line);
  return NULL;
}

int main(void)
{
  char *longest = NULL;
  for (char *line; (line = read_line(stdin)) != NULL;) {
    if (longest == NULL || strlen(line) > strlen(longest)) {
      free(longest);
      longest = line;
    } else {
      free(line);
    }
  }
  if (longest == NULL) {
    puts("no lines");
    return 1;
  }
  printf("%zu: %s\n", strlen(longest), longest);
  free(longest);
  return 0;
}
