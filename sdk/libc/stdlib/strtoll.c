#include "digits.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>

/* The magnitude; *overflow is set when it is above ULLONG_MAX, *end (when not NULL) to what follows the number. */
static unsigned long long magnitude(const char *s, const struct number_start *start, char **end, int *overflow)
{
  unsigned long long value = 0;
  const char *p = start->digits;
  *overflow = 0;
  for (unsigned digit; (digit = digit_value(*p)) < start->base; ++p) {
    if (value > (ULLONG_MAX - digit) / start->base)
      *overflow = 1;
    value = value * start->base + digit;
  }
  if (start->base == 0)
    errno = EINVAL;
  if (end != NULL)
    *end = (char *)(p == start->digits ? s : p);
  return value;
}

unsigned long long strtoull(const char *restrict s, char **restrict end, int base)
{
  struct number_start start = __hsx_number_start(s, base);
  int overflow;
  unsigned long long value = magnitude(s, &start, end, &overflow);
  if (overflow) {
    errno = ERANGE;
    return ULLONG_MAX;
  }
  return start.negative ? -value : value;
}

long long strtoll(const char *restrict s, char **restrict end, int base)
{
  struct number_start start = __hsx_number_start(s, base);
  int overflow;
  unsigned long long value = magnitude(s, &start, end, &overflow);
  unsigned long long limit = (unsigned long long)LLONG_MAX + (start.negative ? 1 : 0);
  if (overflow || value > limit) {
    errno = ERANGE;
    return start.negative ? LLONG_MIN : LLONG_MAX;
  }
  return (long long)(start.negative ? -value : value);
}
