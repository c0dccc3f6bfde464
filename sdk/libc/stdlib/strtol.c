#include "digits.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>

/* The magnitude; *overflow is set when it is above ULONG_MAX, *end (when not NULL) to what follows the number. */
static unsigned long magnitude(const char *s, const struct number_start *start, char **end, int *overflow)
{
  unsigned long value = 0;
  const char *p = start->digits;
  *overflow = 0;
  for (unsigned digit; (digit = digit_value(*p)) < start->base; ++p) {
    if (value > (ULONG_MAX - digit) / start->base)
      *overflow = 1;
    value = value * start->base + digit;
  }
  if (start->base == 0)
    errno = EINVAL;
  if (end != NULL)
    *end = (char *)(p == start->digits ? s : p);
  return value;
}

unsigned long strtoul(const char *restrict s, char **restrict end, int base)
{
  struct number_start start = __hsx_number_start(s, base);
  int overflow;
  unsigned long value = magnitude(s, &start, end, &overflow);
  if (overflow) {
    errno = ERANGE;
    return ULONG_MAX;
  }
  return start.negative ? -value : value;
}

long strtol(const char *restrict s, char **restrict end, int base)
{
  struct number_start start = __hsx_number_start(s, base);
  int overflow;
  unsigned long value = magnitude(s, &start, end, &overflow);
  unsigned long limit = (unsigned long)LONG_MAX + (start.negative ? 1 : 0);
  if (overflow || value > limit) {
    errno = ERANGE;
    return start.negative ? LONG_MIN : LONG_MAX;
  }
  return (long)(start.negative ? -value : value);
}
