/* Bytes in and outside a set. */
#include <string.h>

size_t strspn(const char *s, const char *set)
{
  size_t n = 0;
  while (s[n] != '\0' && strchr(set, s[n]) != NULL)
    ++n;
  return n;
}

size_t strcspn(const char *s, const char *set)
{
  size_t n = 0;
  /* The set's NUL ends the count too. */
  while (strchr(set, s[n]) == NULL)
    ++n;
  return n;
}

char *strpbrk(const char *s, const char *set)
{
  s += strcspn(s, set);
  return *s == '\0' ? NULL : (char *)s;
}
