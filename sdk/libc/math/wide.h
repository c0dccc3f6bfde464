/**
 * @file wide.h Numbers with 64 digits, which the functions of math.h calculate with.
 *
 * A function takes its operand apart once, calculates with 11 binary digits more than a double has, and rounds once, at the end:
 * its error is half a unit of the last place and a few thousandths. The routine of a float is the same one with another rounding.
 * Working with integers, it costs less than the same formula in doubles.
 */
#ifndef HSX_MATH_WIDE_H
#define HSX_MATH_WIDE_H

#include "../../rt/float/ieee.h"

/** (-1)^sign * digits / 2^64 * 2^exponent: digits has its top bit set, or is 0, with an exponent below that of any number. */
struct wide {
  uint64_t digits;
  int32_t exponent;
  /** Of this, bit 31. */
  uint32_t sign;
};

#define WIDE_TOP ((uint64_t)SIGN << 32)
/** Exponent of zero; products of zeros keep far below any number. */
#define WIDE_ZERO (-0x8000)
/** An infinity is a number with this exponent or a larger one. */
#define WIDE_INFINITY 0x4000
/** Exponent of what is no number; rounding looks at it, arithmetic does not change enough of it. */
#define WIDE_NAN 0x40000000

/** High half of the product, too small by less than 3. */
HSX_INTERNAL uint64_t __hsx_high64(uint64_t a, uint64_t b);

/**
 * A polynomial by Horner's scheme: `c` has the magnitudes of `count` coefficients, that of the highest power first, with any
 * place of the point; x is a fraction of 2^64. No partial sum may leave 64 bits. With a positive count the signs alternate,
 * from plus at the constant one; with a negative one (of the same magnitude) all are plus.
 */
HSX_INTERNAL uint64_t __hsx_polynomial(const uint64_t *c, int32_t count, uint64_t x);

/** Moves the leading bit of digits that are not 0 to its place. */
HSX_INTERNAL void __hsx_wide_normalize(struct wide *x);
/** Makes r no number. */
HSX_INTERNAL void __hsx_wide_nan(struct wide *r);
/** Takes a number or an infinity apart. */
HSX_INTERNAL void __hsx_wide_of_double(struct wide *r, double_bits x);
HSX_INTERNAL void __hsx_wide_of_float(struct wide *r, float_bits x);
/** Rounds. */
HSX_INTERNAL double_bits __hsx_wide_to_double(const struct wide *x);
HSX_INTERNAL float_bits __hsx_wide_to_float(const struct wide *x);

/* Arithmetic: relative errors below 2^-59; r may be one of the operands. */
HSX_INTERNAL void __hsx_wide_multiply(struct wide *r, const struct wide *a, const struct wide *b);
/** A difference of nearly equal numbers has an error of 2^-62 of the larger one. */
HSX_INTERNAL void __hsx_wide_add(struct wide *r, const struct wide *a, const struct wide *b);
/** b is not 0. */
HSX_INTERNAL void __hsx_wide_divide(struct wide *r, const struct wide *a, const struct wide *b);
/** Of a number that is not negative. */
HSX_INTERNAL void __hsx_wide_root(struct wide *r, const struct wide *a);

extern __attribute__((__visibility__("hidden"))) const struct wide __hsx_wide_one;

/** The three words from the top of a * (b:tail), fractions of 2^64 and 2^96: high and middle together, and low. */
HSX_INTERNAL uint64_t __hsx_high96(uint64_t a, uint64_t b, uint32_t tail, uint32_t *low);

/** 2^(n + f / 2^64); f from -2^63 to 2^63. */
HSX_INTERNAL void __hsx_wide_exp2(struct wide *r, int32_t n, int64_t f);
/** (2^x - 1); |x| up to 1/16. */
HSX_INTERNAL void __hsx_wide_exp2m1(struct wide *r, const struct wide *x);
/**
 * a * b (b with 32 more digits) as the nearest integer, which is the result, and a fraction of 2^64. What is beyond all
 * exponents of doubles is +-20000 and 0.
 */
HSX_INTERNAL int32_t __hsx_wide_split(const struct wide *a, const struct wide *b, uint32_t tail, int64_t *fraction);
/** e^x */
HSX_INTERNAL void __hsx_wide_exp(struct wide *r, const struct wide *x);
/** e^x - 1 */
HSX_INTERNAL void __hsx_wide_expm1(struct wide *r, const struct wide *x);
extern __attribute__((__visibility__("hidden"))) const struct wide __hsx_log2_e;
#define LOG2_E_TAIL 0xbe87fed0u

/** log2(x), with 32 more digits, which are the result; the relative error is below 2^-66 when x comes from a double. */
HSX_INTERNAL uint32_t __hsx_wide_log2(struct wide *r, const struct wide *x);
/** log2(1 + x), x > -1 */
HSX_INTERNAL void __hsx_wide_log2p1(struct wide *r, const struct wide *x);
extern __attribute__((__visibility__("hidden"))) const struct wide __hsx_ln2;

/** Subtracts the nearest multiple of pi/2, which is the result, modulo 4; in quarter turns. */
HSX_INTERNAL uint32_t __hsx_wide_quadrant(struct wide *r, const struct wide *x);
/** Sine of `quarters` and a fraction of a quarter turn, from -1/2 to 1/2. */
HSX_INTERNAL void __hsx_wide_sine(struct wide *r, const struct wide *fraction, uint32_t quarters);
/** The angle of the point (x, y), from -pi to pi; not both are 0. */
HSX_INTERNAL void __hsx_wide_atan2(struct wide *r, const struct wide *y, const struct wide *x);

/** 0 of a number that is no integer, 1 of an odd one, 2 of an even one. */
HSX_INTERNAL uint32_t __hsx_wide_parity(const struct wide *x);

/**
 * log(gamma(r)) of the number from 3/2 to 5/2 that differs from x by an integer, and the product of the numbers between:
 * gamma(x) is e^r times (the result is 0) or divided by (the result is 1) the product. |x| is small.
 */
HSX_INTERNAL int __hsx_wide_gamma(struct wide *r, struct wide *product, const struct wide *x);
/** log(gamma(2 + u)), |u| up to 1/2 */
HSX_INTERNAL void __hsx_wide_gamma_near_two(struct wide *r, const struct wide *u);

/** sqrt(1 - x^2), or no number. */
HSX_INTERNAL void __hsx_wide_complement(struct wide *r, const struct wide *x);

/** A function; r may be x. */
typedef void wide_function(struct wide *r, const struct wide *x);
typedef void wide_function2(struct wide *r, const struct wide *x, const struct wide *y);

/** The function of a double, of a float: NaN gives NaN. */
HSX_INTERNAL double_bits __hsx_apply_double(double_bits x, wide_function *f);
HSX_INTERNAL float_bits __hsx_apply_float(float_bits x, wide_function *f);
HSX_INTERNAL double_bits __hsx_apply2_double(double_bits x, double_bits y, wide_function2 *f);
HSX_INTERNAL float_bits __hsx_apply2_float(float_bits x, float_bits y, wide_function2 *f);

#endif
