/* The conversions that a program has only when one of its formats may ask for them. */
#include "../wchar/multibyte.h"
#include "scan.h"
#include <errno.h>
#include <wchar.h>

static int convert_float(struct scan *scan)
{
  struct float_text text;
  __hsx_read_float(&scan->source, &text);
  /* The start of a longer number, such as 1e+, is taken and does not match. */
  if (text.end != scan->source.taken)
    return SCAN_MISMATCH;
  if (scan->to == NULL)
    return SCAN_DONE;
  if (scan->is_long || scan->bits == 64)
    *(uint64_t *)scan->to = __hsx_to_double(&text);
  else
    *(uint32_t *)scan->to = __hsx_to_float(&text);
  return SCAN_DONE;
}

/* %lc, %ls and %l[ from UTF-8. A width counts characters; whether one is in a set is decided by its first byte. */
static int convert_wide(struct scan *scan)
{
  struct source *source = &scan->source;
  wchar_t *to = scan->to;
  int most = source->left;
  int count = 0;
  source->left = INT_MAX;
  for (int c; count != most && (c = __hsx_peek(source)) != EOF && __hsx_scan_accepts(scan, c); ++count) {
    mbstate_t state = {0, 0};
    wchar_t wide;
    size_t result;
    do {
      c = __hsx_peek(source);
      char byte = (char)c;
      result = c == EOF ? INVALID : mbrtowc(&wide, &byte, 1, &state);
      if (result == INVALID) {
        errno = EILSEQ;
        return SCAN_FAILURE;
      }
      __hsx_take(source);
    } while (result == INCOMPLETE);
    if (to != NULL)
      *to++ = wide;
  }
  if (scan->letter == 'c')
    return count == most ? SCAN_DONE : SCAN_MISMATCH;
  if (count == 0)
    return SCAN_MISMATCH;
  if (to != NULL)
    *to = 0;
  return SCAN_DONE;
}

int __hsx_scan_more(struct scan *scan)
{
  int letter = scan->letter;
  int lower = letter | 0x20;
  if (lower == 'a' || (lower >= 'e' && lower <= 'g'))
    return convert_float(scan);
  if (scan->is_long && (letter == 'c' || letter == 's' || letter == '['))
    return convert_wide(scan);
  return SCAN_UNKNOWN;
}
