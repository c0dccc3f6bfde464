#include "scan.h"

int vsscanf(const char *restrict text, const char *restrict format, va_list arguments)
{
  return __hsx_scan_string(text, format, arguments, __hsx_scan_more);
}

int sscanf(const char *restrict text, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_scan_string(text, format, arguments, __hsx_scan_more);
  va_end(arguments);
  return count;
}

/* What llc calls where it sees a format without floating conversions: see scan.h. */
int __hsx_vsscanf_int(const char *restrict text, const char *restrict format, va_list arguments)
{
  return __hsx_scan_string(text, format, arguments, NULL);
}

int __hsx_sscanf_int(const char *restrict text, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_scan_string(text, format, arguments, NULL);
  va_end(arguments);
  return count;
}
