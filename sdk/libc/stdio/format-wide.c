/* %lc and %ls: wide characters are Unicode, and text is UTF-8. */
#include "format.h"
#include <limits.h>
#include <wchar.h>

/* The longest encoding of a character. */
#define MOST_BYTES 4

void __hsx_format_wide(struct format *format)
{
  char bytes[MOST_BYTES];
  wchar_t one;
  const wchar_t *text = &one;
  int is_string = format->letter == 's';
  int most = format->precision;
  if (is_string) {
    text = va_arg(format->arguments, const wchar_t *);
    if (text == NULL)
      text = L"(null)";
  } else {
    one = (wchar_t)va_arg(format->arguments, wint_t);
    most = -1;
  }
  /* Whole characters only, and none is looked at behind the precision. */
  int count = 0;
  int length = 0;
  for (; length != most && (is_string ? text[count] != 0 : count == 0); ++count) {
    int more = (int)wcrtomb(bytes, text[count], NULL);
    if (more < 0) {
      format->total = INT_MIN;
      return;
    }
    if (most >= 0 && length + more > most)
      break;
    length += more;
  }
  format->flags &= ~(unsigned)FLAG_ZERO;
  __hsx_begin_field(format, 0, length);
  for (; count != 0; --count) {
    int more = (int)wcrtomb(bytes, *text++, NULL);
    for (int i = 0; i != more; ++i)
      __hsx_out(format, bytes[i]);
  }
}
