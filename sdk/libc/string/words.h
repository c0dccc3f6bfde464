/* Work by words: how memory is looked at four bytes at a time. */
#ifndef HSX_LIBC_WORDS_H
#define HSX_LIBC_WORDS_H

#include <stdint.h>

/* A word of memory whatever its declared type. */
typedef uint32_t __attribute__((__may_alias__)) word;

#define WORD_BYTES 4u

/* How far an address is past a multiple of 4. */
#define MISALIGNMENT(address) ((uintptr_t)(address) & 3u)

/* Whether one of the word's bytes is 0. */
#define HAS_ZERO(w) (((((w)) - 0x01010101u) & ~(w) & 0x80808080u) != 0)

/* Makes the compiler forget what it knows of a variable: two shifts that it knows to add up to 32 would become a longer rotation. */
#define HIDDEN(variable) __asm__("" : "+r"(variable))

#endif
