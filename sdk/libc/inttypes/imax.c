#include <inttypes.h>
#include <stdlib.h>

intmax_t imaxabs(intmax_t n)
{
  return llabs(n);
}

imaxdiv_t imaxdiv(intmax_t numerator, intmax_t denominator)
{
  lldiv_t result = lldiv(numerator, denominator);
  return (imaxdiv_t){result.quot, result.rem};
}

intmax_t strtoimax(const char *restrict s, char **restrict end, int base)
{
  return strtoll(s, end, base);
}

uintmax_t strtoumax(const char *restrict s, char **restrict end, int base)
{
  return strtoull(s, end, base);
}
