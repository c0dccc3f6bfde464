/* Formatted input from memory. */
#include "scan.h"

int __hsx_scan_string(const char *text, const char *format, va_list arguments, int (*more)(struct scan *))
{
  struct scan scan;
  __hsx_open_string(&scan.source, text);
  scan.more = more;
  return __hsx_scan(&scan, format, arguments);
}
