/* How numbers are written: what strtol and strtoll have in common. */
#ifndef HSX_LIBC_DIGITS_H
#define HSX_LIBC_DIGITS_H

#include <ctype.h>

/* The beginning of a number: white space, a sign, a prefix. */
struct number_start {
  /* The first digit, where there is one. */
  const char *digits;
  /* The base that holds, 0 for one that there is not. */
  unsigned base;
  int negative;
};

struct number_start __hsx_number_start(const char *s, int base);

/* The value of a digit, 36 or more for what is none. */
static inline unsigned digit_value(char c)
{
  if (isdigit((unsigned char)c))
    return (unsigned)(c - '0');
  return isalpha((unsigned char)c) ? ((unsigned)c | 0x20u) - 'a' + 10 : 36;
}

#endif
