/* Run-length coding, both ways, checked. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t encode(const char *text, char *code)
{
  char *p = code;
  while (*text) {
    size_t run = 1;
    while (text[run] == *text) run++;
    p += run > 1 ? sprintf(p, "%zu%c", run, *text) : sprintf(p, "%c", *text);
    text += run;
  }
  *p = '\0';
  return (size_t)(p - code);
}

static size_t decode(const char *code, char *text)
{
  char *p = text;
  while (*code) {
    unsigned long run = isdigit((unsigned char)*code) ? strtoul(code, (char **)&code, 10) : 1;
    memset(p, *code++, run);
    p += run;
  }
  *p = '\0';
  return (size_t)(p - text);
}

int main(void)
{
  static const char *const texts[] = {"", "a", "aaaa", "abc", "wwwwwwwwwwwwbwwwwwwwwwwwwbbbwwwwwwwwwwwwwwwwwwwwwwwwb", "  tabs\t\t\t"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    char code[128], back[128];
    size_t n = encode(texts[i], code), m = decode(code, back);
    printf("%zu -> %zu [%s] %s\n", strlen(texts[i]), n, code, m == strlen(texts[i]) && strcmp(back, texts[i]) == 0 ? "same" : "DIFFERS");
  }
  return 0;
}
