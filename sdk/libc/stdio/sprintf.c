#include "format.h"

int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list arguments)
{
  return __hsx_print_text(to, size, format, arguments, __hsx_format_more);
}

int snprintf(char *restrict to, size_t size, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_print_text(to, size, format, arguments, __hsx_format_more);
  va_end(arguments);
  return count;
}

int vsprintf(char *restrict to, const char *restrict format, va_list arguments)
{
  return __hsx_print_text(to, (size_t)-1, format, arguments, __hsx_format_more);
}

int sprintf(char *restrict to, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_print_text(to, (size_t)-1, format, arguments, __hsx_format_more);
  va_end(arguments);
  return count;
}

/* What llc calls where it sees a format without floating conversions: see format.h. */
int __hsx_vsnprintf_int(char *restrict to, size_t size, const char *restrict format, va_list arguments)
{
  return __hsx_print_text(to, size, format, arguments, NULL);
}

int __hsx_snprintf_int(char *restrict to, size_t size, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_print_text(to, size, format, arguments, NULL);
  va_end(arguments);
  return count;
}

int __hsx_vsprintf_int(char *restrict to, const char *restrict format, va_list arguments)
{
  return __hsx_print_text(to, (size_t)-1, format, arguments, NULL);
}

int __hsx_sprintf_int(char *restrict to, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_print_text(to, (size_t)-1, format, arguments, NULL);
  va_end(arguments);
  return count;
}
