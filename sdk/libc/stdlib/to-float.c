#include "../../rt/float/ieee.h"
#include "source.h"
#include <errno.h>

uint32_t __hsx_to_float(const struct float_text *text)
{
  uint32_t high = high_word(text->significand);
  uint32_t low = low_word(text->significand);
  uint32_t number = 0;
  if (text->kind != TEXT_FINITE) {
    number = text->kind == TEXT_NAN ? SF_NAN : SF_INFINITY;
  } else if (high != 0) {
    number = __hsx_normsf(text->exponent + 150 + 40, high >> 8, high << 24 | low >> 8 | ((low & 0xff) != 0));
    if (number == SF_INFINITY || (number < SF_LEADING && !__hsx_is_exact(text, -149)))
      errno = ERANGE;
  }
  return text->negative ? number | SIGN : number;
}
