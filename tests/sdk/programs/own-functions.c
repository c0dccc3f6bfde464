/* A program with functions of its own in place of the library's, on top of what lies beside them in the library. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int printf(const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  fputs("[own] ", stdout);
  int count = vprintf(format, arguments);
  va_end(arguments);
  return count;
}

size_t strcspn(const char *s, const char *set)
{
  printf("strcspn %s %s\n", s, set);
  size_t n = 0;
  while (s[n] != '\0' && s[n] != set[0])
    ++n;
  return n;
}

/* Downwards, which is not how memmove may copy to a place below. */
void *memcpy(void *restrict to, const void *restrict from, size_t n)
{
  char *bytes = to;
  while (n-- > 0)
    bytes[n] = ((const char *)from)[n];
  return to;
}

int main(int argc, char **argv)
{
  printf("%d %.1f\n", argc, 0.5 * argc);
  char *volatile found = strpbrk(argv[0], "-g");
  printf("%s %zu\n", found, strcspn(argv[0], "g"));
  char text[16] = "";
  int status = (int)strspn(strcat(strcpy(text, "ab"), "bac"), "ab");
  memmove(text, text + 1, strlen(text));
  printf("%s %s\n", text, (char *)memcpy(text + 8, "copied", 7));
  return status;
}
