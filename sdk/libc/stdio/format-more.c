/* The conversions that a program has only when one of its formats may ask for them. */
#include "format.h"

/* %n: the bytes so far, as the length says. */
static void store_count(struct format *format)
{
  unsigned char *to = va_arg(format->arguments, unsigned char *);
  int count = format->total;
  int bits = format->flags & (FLAG_LL | FLAG_J) ? 64 : 32 - (int)NARROWER_BY(format->flags);
  for (; bits > 0; bits -= 8) {
    *to++ = (unsigned char)count;
    count >>= 8;
  }
}

int __hsx_format_more(struct format *format)
{
  int letter = format->letter;
  int lower = letter | 0x20;
  if (lower == 'a' || (lower >= 'e' && lower <= 'g'))
    __hsx_format_float(format);
  else if (letter == 'n')
    store_count(format);
  else if ((format->flags & FLAG_L) && (letter == 'c' || letter == 's'))
    __hsx_format_wide(format);
  else
    return 0;
  return 1;
}
