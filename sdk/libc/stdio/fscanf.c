#include "scan.h"

int vfscanf(FILE *restrict stream, const char *restrict format, va_list arguments)
{
  return __hsx_scan_stream(stream, format, arguments, __hsx_scan_more);
}

int fscanf(FILE *restrict stream, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_scan_stream(stream, format, arguments, __hsx_scan_more);
  va_end(arguments);
  return count;
}

/* What llc calls where it sees a format without floating conversions: see scan.h. */
int __hsx_vfscanf_int(FILE *restrict stream, const char *restrict format, va_list arguments)
{
  return __hsx_scan_stream(stream, format, arguments, NULL);
}

int __hsx_fscanf_int(FILE *restrict stream, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = __hsx_scan_stream(stream, format, arguments, NULL);
  va_end(arguments);
  return count;
}
