/* Numbers of 64 bits as two words: nothing in here may compile to a call of the routine that it is part of. */
#ifndef HSX_RT_WORDS64_H
#define HSX_RT_WORDS64_H

#include <stdint.h>

static inline uint32_t low_word(uint64_t n)
{
  return (uint32_t)n;
}

static inline uint32_t high_word(uint64_t n)
{
  return (uint32_t)(n >> 32);
}

static inline uint64_t join_words(uint32_t high, uint32_t low)
{
  return (uint64_t)high << 32 | low;
}

/* Quotient of n / d; the remainder goes to *rest. d = 0 faults DIV_ZERO. */
uint64_t __hsx_udivmoddi4(uint64_t n, uint64_t d, uint64_t *rest);

#endif
