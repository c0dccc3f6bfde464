#include "words.h"
#include <string.h>

int strcmp(const char *a, const char *b)
{
  if ((MISALIGNMENT(a) | MISALIGNMENT(b)) == 0)
    while (*(const word *)a == *(const word *)b && !HAS_ZERO(*(const word *)a)) {
      a += WORD_BYTES;
      b += WORD_BYTES;
    }
  while (*a == *b && *a != '\0') {
    ++a;
    ++b;
  }
  return (unsigned char)*a - (unsigned char)*b;
}

int strcoll(const char *a, const char *b)
{
  return strcmp(a, b);
}
