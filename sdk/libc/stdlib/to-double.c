#include "../../rt/float/ieee.h"
#include "source.h"
#include <errno.h>

uint64_t __hsx_to_double(const struct float_text *text)
{
  uint32_t high = high_word(text->significand);
  uint32_t low = low_word(text->significand);
  uint64_t number = 0;
  if (text->kind != TEXT_FINITE) {
    number = double_of(text->kind == TEXT_NAN ? DF_NAN : DF_INFINITY);
  } else if (high != 0) {
    number = __hsx_normdf(text->exponent + 1075 + 11, high >> 11, high << 21 | low >> 11, low << 21);
    high = high_word(number);
    if (high == DF_INFINITY || (high < DF_LEADING && !__hsx_is_exact(text, -1074)))
      errno = ERANGE;
  }
  return text->negative ? number | double_of(SIGN) : number;
}
