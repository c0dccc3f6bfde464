/* Integers of more than 64 bits: words in memory, the lowest first. The compiler calls these routines for _BitInt. */
#ifndef HSX_RT_WIDE_H
#define HSX_RT_WIDE_H

#include <stdint.h>

/* n becomes n / d, and rest n % d; d = 0 faults DIV_ZERO. `words` is at least 1. */
void __hsx_udivwide(uint32_t *n, const uint32_t *d, uint32_t *rest, uint32_t words);

/* The same of signed numbers; truncates towards 0, and the rest has the sign of the dividend. d becomes its magnitude. */
void __hsx_divwide(uint32_t *n, uint32_t *d, uint32_t *rest, uint32_t words);

/* Changes the sign. */
void __hsx_negwide(uint32_t *n, uint32_t words);

#endif
