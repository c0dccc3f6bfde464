#include "decimal.h"

void __hsx_decimal_multiply(struct decimal *number, uint32_t factor, uint32_t add)
{
  int top = number->top;
  for (int i = number->end; i-- > top;) {
    uint32_t sum = number->words[i] * factor + add;
    add = sum / DECIMAL_BASE;
    /* Not %: level core would divide once more. */
    number->words[i] = sum - add * DECIMAL_BASE;
  }
  if (add != 0) {
    number->words[--top] = add;
    number->top = top;
  }
}

void __hsx_decimal_halve(struct decimal *number, unsigned places)
{
  uint32_t rest = 0;
  int end = number->end;
  for (int i = number->top; i < end; ++i) {
    uint32_t word = number->words[i];
    number->words[i] = (word >> places) + rest;
    rest = (word & ((1u << places) - 1)) * (DECIMAL_BASE >> places);
  }
  if (rest != 0) {
    if (end < DECIMAL_WORDS) {
      number->words[end] = rest;
      number->end = end + 1;
    } else {
      number->words[end - 1] |= 1;
    }
  }
  if (number->words[number->top] == 0)
    ++number->top;
}
