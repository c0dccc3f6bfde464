/* Regular expressions of ^ . * $ and letters, after the well-known matcher of thirty lines. */
#include <stdio.h>
#include <string.h>

static int match_here(const char *pattern, const char *text);

static int match_star(int c, const char *pattern, const char *text)
{
  do {
    if (match_here(pattern, text)) return 1;
  } while (*text != '\0' && (*text++ == c || c == '.'));
  return 0;
}

static int match_here(const char *pattern, const char *text)
{
  if (pattern[0] == '\0') return 1;
  if (pattern[1] == '*') return match_star(pattern[0], pattern + 2, text);
  if (pattern[0] == '$' && pattern[1] == '\0') return *text == '\0';
  if (*text != '\0' && (pattern[0] == '.' || pattern[0] == *text)) return match_here(pattern + 1, text + 1);
  return 0;
}

static int match(const char *pattern, const char *text)
{
  if (pattern[0] == '^') return match_here(pattern + 1, text);
  do {
    if (match_here(pattern, text)) return 1;
  } while (*text++ != '\0');
  return 0;
}

int main(void)
{
  static const char *const patterns[] = {"the", "^The", "end$", "a.*z", "^$", "lo*k", "x*"};
  static const char *const lines[] = {"The quick fox", "over the hill", "the end", "alphabet to zebra", "", "look", "lk"};
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    printf("%-5s", patterns[i]);
    for (size_t j = 0; j < sizeof lines / sizeof *lines; j++)
      if (match(patterns[i], lines[j])) printf(" [%s]", lines[j]);
    putchar('\n');
  }
  return 0;
}
