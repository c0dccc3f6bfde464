#include "source.h"
#include <stdlib.h>

static void read_string(const char *s, char **end, struct float_text *text)
{
  struct source source;
  __hsx_open_string(&source, s);
  __hsx_skip_space(&source);
  __hsx_read_float(&source, text);
  if (end != NULL)
    *end = (char *)s + (text->end < 0 ? 0 : text->end);
}

double strtod(const char *restrict s, char **restrict end)
{
  struct float_text text;
  read_string(s, end, &text);
  union {
    uint64_t bits;
    double number;
  } result = {__hsx_to_double(&text)};
  return result.number;
}

long double strtold(const char *restrict s, char **restrict end)
{
  return strtod(s, end);
}

double atof(const char *s)
{
  return strtod(s, NULL);
}

float strtof(const char *restrict s, char **restrict end)
{
  struct float_text text;
  read_string(s, end, &text);
  union {
    uint32_t bits;
    float number;
  } result = {__hsx_to_float(&text)};
  return result.number;
}
