#include "format.h"

int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments)
{
  return __hsx_print(stream, format, arguments, __hsx_format_more);
}

int fprintf(FILE *restrict stream, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_print(stream, format, arguments, __hsx_format_more);
  va_end(arguments);
  return count;
}

/* What llc calls where it sees a format without floating conversions: see format.h. */
int __hsx_vfprintf_int(FILE *restrict stream, const char *restrict format, va_list arguments)
{
  return __hsx_print(stream, format, arguments, NULL);
}

int __hsx_fprintf_int(FILE *restrict stream, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_print(stream, format, arguments, NULL);
  va_end(arguments);
  return count;
}
