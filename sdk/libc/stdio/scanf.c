#include "scan.h"

int vscanf(const char *restrict format, va_list arguments)
{
  return __hsx_scan_stream(stdin, format, arguments, __hsx_scan_more);
}

int scanf(const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_scan_stream(stdin, format, arguments, __hsx_scan_more);
  va_end(arguments);
  return count;
}

/* What llc calls where it sees a format without floating conversions: see scan.h. */
int __hsx_vscanf_int(const char *restrict format, va_list arguments)
{
  return __hsx_scan_stream(stdin, format, arguments, NULL);
}

int __hsx_scanf_int(const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_scan_stream(stdin, format, arguments, NULL);
  va_end(arguments);
  return count;
}
