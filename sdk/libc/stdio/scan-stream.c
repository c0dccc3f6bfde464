/* Formatted input from a stream. */
#include "scan.h"

static int get(struct source *source)
{
  return fgetc(source->from.stream);
}

int __hsx_scan_stream(FILE *stream, const char *format, va_list arguments, int (*more)(struct scan *))
{
  struct scan scan;
  scan.source.get = get;
  scan.source.from.stream = stream;
  scan.source.next = SOURCE_UNREAD;
  scan.source.taken = 0;
  scan.more = more;
  int result = __hsx_scan(&scan, format, arguments);
  if (scan.source.next >= 0)
    ungetc(scan.source.next, stream);
  return result;
}
