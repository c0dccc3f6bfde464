/**
 * @file ieee.h What the floating-point runtime shares: bit patterns of the formats, words of 64-bit values, multiplication.
 *
 * A floating-point number is an integer that holds its bit pattern, in the signatures as well: the calling convention passes a
 * float and a uint32_t, a double and a uint64_t alike (abi-and-memory.md §2), and without floating types in these sources
 * the compiler can never turn an idiom into the very operation that a routine implements.
 *
 * All arithmetic rounds to nearest, ties to even; a NaN result is the canonical one. There are no exception flags.
 */
#ifndef HSX_RT_IEEE_H
#define HSX_RT_IEEE_H

#include <stdint.h>

/* Where these sources are compiled as a program's would be, clang knows the functions with floating types. */
#pragma clang diagnostic ignored "-Wincompatible-library-redeclaration"

/** Bit pattern of a float (binary32). */
typedef uint32_t float_bits;
/** Bit pattern of a double (binary64). */
typedef uint64_t double_bits;

/** The sign: of a float, and of the high word of a double. */
#define SIGN 0x80000000u

#define SF_INFINITY 0x7f800000u
#define SF_NAN 0x7fc00000u
/** The leading bit of a float's significand, which the pattern of a normal number leaves out. */
#define SF_LEADING 0x00800000u
#define SF_FRACTION 0x007fffffu
#define SF_MAX_EXPONENT 255

/** High words; the low word of an infinity and of the canonical NaN is 0. */
#define DF_INFINITY 0x7ff00000u
#define DF_NAN 0x7ff80000u
#define DF_LEADING 0x00100000u
#define DF_FRACTION 0x000fffffu
#define DF_MAX_EXPONENT 2047

/** A routine that the runtime calls itself; no part of a program's interface. */
#define HSX_INTERNAL __attribute__((__visibility__("hidden"), __noinline__))
#define ALWAYS_INLINE static inline __attribute__((__always_inline__, __unused__))

/** The routine of a long double, which is a double. */
#define LONG_DOUBLE(name) extern __typeof__(name) name##l __attribute__((__alias__(#name)));

ALWAYS_INLINE uint32_t high_word(uint64_t x) {
  return (uint32_t)(x >> 32);
}

ALWAYS_INLINE uint32_t low_word(uint64_t x) {
  return (uint32_t)x;
}

ALWAYS_INLINE uint64_t words(uint32_t high, uint32_t low) {
  return (uint64_t)high << 32 | low;
}

/** A double whose low word is 0. */
ALWAYS_INLINE double_bits double_of(uint32_t high) {
  return words(high, 0);
}

/** The biased exponent field. */
ALWAYS_INLINE int32_t sf_exponent(float_bits x) {
  return (int32_t)(x << 1 >> 24);
}

/** The biased exponent field, from the high word. */
ALWAYS_INLINE int32_t df_exponent(uint32_t high) {
  return (int32_t)(high << 1 >> 21);
}

ALWAYS_INLINE int sf_is_nan(float_bits x) {
  return (x & ~SIGN) > SF_INFINITY;
}

ALWAYS_INLINE int df_is_nan(double_bits x) {
  return ((high_word(x) & ~SIGN) | (low_word(x) != 0)) > DF_INFINITY;
}

/** Number of zero bits above the leading one; x is not 0. */
ALWAYS_INLINE int32_t leading_zeros(uint32_t x) {
  int32_t n = 0;
  if (x >> 16 == 0) n = 16, x <<= 16;
  if (x >> 24 == 0) n += 8, x <<= 8;
  if (x >> 28 == 0) n += 4, x <<= 4;
  if (x >> 30 == 0) n += 2, x <<= 2;
  if (x >> 31 == 0) n += 1;
  return n;
}

#ifdef __HSX_EXT__
ALWAYS_INLINE uint64_t multiply(uint32_t a, uint32_t b) {
  return (uint64_t)a * b;
}
#else
HSX_INTERNAL uint64_t __hsx_mulwide(uint32_t a, uint32_t b);

/** The whole product. */
ALWAYS_INLINE uint64_t multiply(uint32_t a, uint32_t b) {
  return __hsx_mulwide(a, b);
}
#endif

/** x, of which the compiler does not see where it is from: for idioms that it would turn into something slower. */
ALWAYS_INLINE uint32_t opaque(uint32_t x) {
  __asm__("" : "+r"(x));
  return x;
}

/** The high word of the product. Opaque, because shifts of it would be made shifts of the whole product. */
ALWAYS_INLINE uint32_t multiply_high(uint32_t a, uint32_t b) {
  return opaque(high_word(multiply(a, b)));
}

/*
 * Sums and differences of several words. The compiler takes those of 64-bit integers that are put together from words apart
 * again, and adds each word by itself.
 */

/** high:low += h:l */
ALWAYS_INLINE void add_words(uint32_t *high, uint32_t *low, uint32_t h, uint32_t l) {
  uint32_t sum;
  __asm__("ADD %1, %3, %5\n\tADC %0, %2, %4" : "=r"(*high), "=&r"(sum) : "r"(*high), "r"(*low), "r"(h), "r"(l));
  *low = sum;
}

/** high:low:extension += h:l:e */
ALWAYS_INLINE void add_three(uint32_t *high, uint32_t *low, uint32_t *extension, uint32_t h, uint32_t l, uint32_t e) {
  uint32_t s, t;
  __asm__("ADD %2, %5, %8\n\tADC %1, %4, %7\n\tADC %0, %3, %6"
          : "=r"(*high), "=&r"(s), "=&r"(t)
          : "r"(*high), "r"(*low), "r"(*extension), "r"(h), "r"(l), "r"(e));
  *low = s;
  *extension = t;
}

/** high:low:extension -= h:l:e */
ALWAYS_INLINE void subtract_three(uint32_t *high, uint32_t *low, uint32_t *extension, uint32_t h, uint32_t l, uint32_t e) {
  uint32_t s, t;
  __asm__("SUB %2, %5, %8\n\tSBC %1, %4, %7\n\tSBC %0, %3, %6"
          : "=r"(*high), "=&r"(s), "=&r"(t)
          : "r"(*high), "r"(*low), "r"(*extension), "r"(h), "r"(l), "r"(e));
  *low = s;
  *extension = t;
}

/**
 * a / b by the machine's signed division; both are below 2^31 and b is not 0. In C the compiler would see that they are not
 * negative and take an unsigned division, which level core does not have.
 */
ALWAYS_INLINE uint32_t divide_small(uint32_t a, uint32_t b) {
  uint32_t quotient;
  __asm__("DIV %0, %1, %2" : "=r"(quotient) : "r"(a), "r"(b));
  return quotient;
}

/*
 * Rounding. A result on its way is a biased exponent and a significand with an extension: a word whose top bit is half a unit of
 * the significand's last place, and whose lowest bit also stands for everything below it (sticky). The significand is
 * where the pattern has it, its leading bit included: bit 23 of a float, bit 20 of the high word of a double; the sign is in
 * bit 31. The value is significand * 2^(exponent - 150), for a double 2^(exponent - 1075).
 */

/**
 * Rounds to a float. Leading bit at bit 23; or below it, where the exponent is 1. Any exponent: overflow gives an infinity, a small
 * one a subnormal number or zero, rounded once.
 */
HSX_INTERNAL float_bits __hsx_roundsf(int32_t exponent, uint32_t significand, uint32_t extension);
/** The same with the leading bit anywhere at or below bit 23 of a significand and extension that are not both 0. */
HSX_INTERNAL float_bits __hsx_normsf(int32_t exponent, uint32_t significand, uint32_t extension);

/** Rounds to a double. Leading bit at bit 20 of the high word; or below it, where the exponent is 1. */
HSX_INTERNAL double_bits __hsx_rounddf(int32_t exponent, uint32_t high, uint32_t low, uint32_t extension);
/** The same with the leading bit anywhere at or below bit 20 of three words that are not all 0. */
HSX_INTERNAL double_bits __hsx_normdf(int32_t exponent, uint32_t high, uint32_t low, uint32_t extension);

/**
 * Rounds to a half (binary16): leading bit of the significand at bit 31, lowest bit sticky, the half's biased exponent. `sign`
 * has the sign in bit 31.
 */
HSX_INTERNAL uint32_t __hsx_roundhf(int32_t exponent, uint32_t sign, uint32_t significand);

/** 2^31 / sqrt(x / 2^32), never too large and at most 2^-28 of it too small; x >= 2^30. */
HSX_INTERNAL uint32_t __hsx_rsqrt(uint32_t x);

/**
 * Ones where the pattern of a double with this high word has bits worth less than 1: everything but the sign when it is below 1,
 * nothing from 2^52 on.
 */
HSX_INTERNAL uint64_t __hsx_fractiondf(uint32_t high);
/** The same for a float; nothing from 2^23 on. */
HSX_INTERNAL uint32_t __hsx_fractionsf(float_bits x);

/*
 * Subnormal operands are shifted bit by bit: they are rare, and a loop is small. The compiler must not see that it counts leading
 * zeros, for which it would call routines of the integer runtime.
 */

/** Moves the leading bit of a subnormal float's significand, not 0, to its place; gives the exponent that goes with it. */
ALWAYS_INLINE int32_t sf_normalize(uint32_t *significand) {
  uint32_t s = *significand;
  int32_t exponent = 1;
  do {
    s = opaque(s << 1);
    exponent--;
  } while ((s & SF_LEADING) == 0);
  *significand = s;
  return exponent;
}

/** Moves the leading bit of a subnormal double's significand, not 0, to its place; gives the exponent that goes with it. */
ALWAYS_INLINE int32_t df_normalize(uint32_t *high, uint32_t *low) {
  uint32_t h = *high, l = *low;
  int32_t exponent = 1;
  do {
    h = opaque(h << 1 | l >> 31);
    l <<= 1;
    exponent--;
  } while ((h & DF_LEADING) == 0);
  *high = h;
  *low = l;
  return exponent;
}

#endif
