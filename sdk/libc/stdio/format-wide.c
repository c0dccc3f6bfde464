/* %lc and %ls: wide characters are Unicode, and text is UTF-8. */
#include "format.h"
#include <errno.h>
#include <limits.h>

/* The bytes of a character in a word, the first one lowest; 0 for a number that is no character, and for the character 0. */
static uint32_t utf8(uint32_t c)
{
  if (c < 0x80)
    return c;
  uint32_t bytes = 0x80 | (c & 0x3f);
  if (c < 0x800)
    return 0xc0 | c >> 6 | bytes << 8;
  bytes = bytes << 8 | 0x80 | (c >> 6 & 0x3f);
  if (c < 0x10000)
    return c - 0xd800 < 0x800 ? 0 : 0xe0 | c >> 12 | bytes << 8;
  return c > 0x10ffff ? 0 : 0xf0 | c >> 18 | (bytes << 8 | 0x80 | (c >> 12 & 0x3f)) << 8;
}

static int length_of(uint32_t bytes)
{
  int length = 0;
  do
    ++length;
  while ((bytes >>= 8) != 0);
  return length;
}

void __hsx_format_wide(struct format *format)
{
  wchar_t one;
  const wchar_t *text = &one;
  int is_string = format->letter == 's';
  int most = format->precision;
  if (is_string) {
    text = va_arg(format->arguments, const wchar_t *);
    if (text == NULL)
      text = L"(null)";
  } else {
    one = va_arg(format->arguments, wchar_t);
    most = -1;
  }
  /* Whole characters only, and none is looked at behind the precision. */
  int count = 0;
  int length = 0;
  for (; length != most && (is_string ? text[count] != 0 : count == 0); ++count) {
    uint32_t bytes = utf8((uint32_t)text[count]);
    if (bytes == 0 && text[count] != 0) {
      errno = EILSEQ;
      format->total = INT_MIN;
      return;
    }
    int more = length_of(bytes);
    if (most >= 0 && length + more > most)
      break;
    length += more;
  }
  format->flags &= ~(unsigned)FLAG_ZERO;
  __hsx_begin_field(format, 0, length);
  for (; count != 0; --count) {
    uint32_t bytes = utf8((uint32_t)*text++);
    do
      __hsx_out(format, (int)(bytes & 0xff));
    while ((bytes >>= 8) != 0);
  }
}
