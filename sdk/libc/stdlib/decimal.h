/*
 * Numbers in base 10^8, long enough for every double: what printf and strtod have in common. A double is an integer
 * times a power of two, so all that it takes is to multiply and to halve; that 10^8 is a multiple of 2^8 keeps both
 * within words.
 */
#ifndef HSX_LIBC_DECIMAL_H
#define HSX_LIBC_DECIMAL_H

#include <stdint.h>

#define DECIMAL_BASE 100000000u

/* Digits in a word. */
#define DECIMAL_DIGITS 8

/*
 * The fraction of the smallest double has 1074 digits, 135 words; 53 bits in front of it have two. What strtod needs is
 * said there.
 */
#define DECIMAL_WORDS 144

/* The largest factor of __hsx_decimal_multiply. */
#define DECIMAL_MAX_FACTOR 42

/* The largest number of places of __hsx_decimal_halve. */
#define DECIMAL_MAX_HALVES 8

/* The value is that of words[top..end), the highest first, with the decimal point in front of words[point]. */
struct decimal {
  /* words[top] is not 0. With top = end the number is 0. */
  int top;
  int end;
  /* May be outside of what is in use. */
  int point;
  uint32_t words[DECIMAL_WORDS];
};

/*
 * number * factor + add in the last word's units; both at most DECIMAL_MAX_FACTOR. It may take one word more in front.
 */
void __hsx_decimal_multiply(struct decimal *number, uint32_t factor, uint32_t add);

/*
 * number / 2^places, which is at most DECIMAL_MAX_HALVES; not 0. It may take one word more behind. Where there is none,
 * the last one is made odd: it stands for what is lost, so that the number does not become one of fewer digits.
 */
void __hsx_decimal_halve(struct decimal *number, unsigned places);

#endif
