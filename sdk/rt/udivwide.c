#include "wide.h"

/* Bit by bit: the dividend moves into the rest, and the quotient's bits into the room behind it. */
void __hsx_udivwide(uint32_t *n, const uint32_t *d, uint32_t *rest, uint32_t words)
{
  uint32_t any = 0;
  for (uint32_t i = 0; i < words; ++i) {
    rest[i] = 0;
    any |= d[i];
  }
  /* Faults when it is 0; the compiler would leave out a division in C. */
  __asm__ volatile("DIV %0, %0, %0" : "+r"(any));
  for (uint32_t step = words * 32; step != 0; --step) {
    uint32_t carry = 0;
    for (uint32_t i = 0; i < words; ++i) {
      uint32_t word = n[i];
      n[i] = word << 1 | carry;
      carry = word >> 31;
    }
    for (uint32_t i = 0; i < words; ++i) {
      uint32_t word = rest[i];
      rest[i] = word << 1 | carry;
      carry = word >> 31;
    }
    /* What was moved out on top makes the rest larger than any divisor. */
    if (!carry) {
      uint32_t i = words - 1;
      while (i != 0 && rest[i] == d[i])
        --i;
      if (rest[i] < d[i])
        continue;
    }
    uint32_t borrow = 0;
    for (uint32_t i = 0; i < words; ++i) {
      uint32_t less = rest[i] - borrow;
      borrow = (less > rest[i]) | (less < d[i]);
      rest[i] = less - d[i];
    }
    n[0] |= 1;
  }
}
