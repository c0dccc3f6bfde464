/* Formatted output: the state of a call, and what its parts share. */
#ifndef HSX_LIBC_FORMAT_H
#define HSX_LIBC_FORMAT_H

#include "../apart.h"
#include "stream.h"
#include <stdarg.h>
#include <stdint.h>

/*
 * Flags and lengths of a conversion: letter n of FLAG_LETTERS sets bit 2n and, when it is there already, the bit above.
 * What tests need often comes first, where its bit fits an instruction.
 */
#define FLAG_LETTERS "-0hl+ #jztL"
enum {
  FLAG_LEFT = 1 << 0,
  FLAG_ZERO = 1 << 2,
  FLAG_H = 1 << 4,
  FLAG_HH = 1 << 5,
  FLAG_L = 1 << 6,
  FLAG_LL = 1 << 7,
  FLAG_PLUS = 1 << 8,
  FLAG_SPACE = 1 << 10,
  FLAG_ALTERNATE = 1 << 12,
  FLAG_J = 1 << 14,
};

/* How many bits narrower than an int the argument is, from the flags. */
#define NARROWER_BY(flags) (((flags) & FLAG_H) + ((flags) >> 2 & FLAG_HH >> 2))

/* One call, and the conversion that it is at. */
struct format {
  /* Takes one byte; makes `total` negative to stop. */
  void (*put)(struct format *format, int c);
  /*
   * The conversions that are not here: floating numbers, wide characters, %n. Returns 0 for what is not one; NULL:
   * there are none.
   */
  int (*more)(struct format *format);
  /* What follows in the format. */
  const char *text;
  /* Bytes so far; negative after a failure. */
  int total;
  /* What was not converted yet. */
  va_list arguments;
  unsigned flags;
  /* Later what of it is left to fill. */
  int width;
  /* Negative: none was given. */
  int precision;
  int letter;
};

/*
 * Formats to what `put` takes. Returns the number of bytes, or a negative number when `put` stopped, a wide character
 * has no encoding, or the text is longer than INT_MAX.
 */
int __hsx_format(struct format *format, const char *text, va_list arguments);

/* The conversions of floating numbers and wide characters, for `more`. */
int __hsx_format_more(struct format *format);

/* %a, %e, %f and %g. */
void __hsx_format_float(struct format *format);

/* %lc and %ls. */
void __hsx_format_wide(struct format *format);

/* One byte of text. */
APART void __hsx_out(struct format *format, int c);

/* The same byte as often as the width has room. */
APART void __hsx_pad(struct format *format, int c);

/*
 * What comes before a text of `length` bytes: fill, `prefix` and zeros as the flags ask. A prefix is at most four
 * characters, the first one in the low byte; 0 is none. The caller adds the text, and the walk what is to fill behind
 * it.
 */
APART void __hsx_begin_field(struct format *format, unsigned prefix, int length);

/* The same with the text, in front of which zeros make it as long as the precision; returns 1. */
APART int __hsx_put_field(struct format *format, unsigned prefix, const char *text, int length);

/*
 * A call whose format llc sees to be free of floating conversions goes to a function of the name __hsx_printf_int
 * instead of printf, and so on for the others: the same without `more`.
 */

/* Formatted output to a stream, and to memory: at most `size` bytes, the NUL included. `more` as above. */
int __hsx_print(FILE *stream, const char *text, va_list arguments, int (*more)(struct format *));
int __hsx_print_text(char *to, size_t size, const char *text, va_list arguments, int (*more)(struct format *));

#endif
