#include "digits.h"

struct number_start __hsx_number_start(const char *s, int base)
{
  struct number_start start = {s, base == 0 ? 10 : (unsigned)base, 0};
  while (isspace((unsigned char)*s))
    ++s;
  if (*s == '-' || *s == '+')
    start.negative = *s++ == '-';
  if (*s == '0' && (base == 0 || base == 16)) {
    /* 0x counts only when a digit follows; else the 0 is the number. */
    if ((s[1] | 0x20) == 'x' && digit_value(s[2]) < 16) {
      s += 2;
      start.base = 16;
    } else if (base == 0) {
      start.base = 8;
    }
  }
  start.digits = s;
  if (start.base < 2 || start.base > 36)
    start.base = 0;
  return start;
}
