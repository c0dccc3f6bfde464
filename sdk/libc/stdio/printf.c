#include "format.h"

int vprintf(const char *restrict format, va_list arguments)
{
  return __hsx_print(stdout, format, arguments, __hsx_format_more);
}

int printf(const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_print(stdout, format, arguments, __hsx_format_more);
  va_end(arguments);
  return count;
}

/* What llc calls where it sees a format without floating conversions: see format.h. */
int __hsx_vprintf_int(const char *restrict format, va_list arguments)
{
  return __hsx_print(stdout, format, arguments, NULL);
}

int __hsx_printf_int(const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_print(stdout, format, arguments, NULL);
  va_end(arguments);
  return count;
}
