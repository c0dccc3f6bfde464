/* Text that is read one character at a time, with one to look at: what scanf and strtod convert. */
#ifndef HSX_LIBC_SOURCE_H
#define HSX_LIBC_SOURCE_H

#include "../apart.h"
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

/* No character was looked at. EOF is -1. */
#define SOURCE_UNREAD (-2)

struct source {
  /* The next character or EOF. */
  int (*get)(struct source *source);
  /* Where it is from. */
  union {
    const char *text;
    FILE *stream;
  } from;
  /* The one that was looked at and not taken. */
  int next;
  /* How many were taken. */
  int taken;
  /* How many more may be taken: the width of a field. */
  int left;
};

/* Begins to read a string, which ends at its NUL. */
void __hsx_open_string(struct source *source, const char *text);

/* The next character, EOF where the text or the field ends. */
APART int __hsx_peek(struct source *source);

/* Takes the character that was looked at, and waits for no other. */
APART void __hsx_take(struct source *source);

/* The same; returns the next one, as __hsx_peek does. */
APART int __hsx_take_and_peek(struct source *source);

/* Takes white space; returns what follows. */
int __hsx_skip_space(struct source *source);

/* What a text says about a floating number. */
struct float_text {
  /*
   * The number, without its sign: significand * 2^exponent. Bit 0 also stands for everything below it, and where the
   * significand is not 0 its leading bit is one of the upper eight.
   */
  uint64_t significand;
  int exponent;
  int negative;
  enum { TEXT_FINITE, TEXT_INFINITY, TEXT_NAN } kind;
  /* source->taken behind the longest number there is; negative when there is none. */
  int end;
};

/*
 * Reads a number as strtod knows it, without white space in front. It may take characters behind the number, which the
 * start of a longer one had: "1e+" where the number is "1".
 */
void __hsx_read_float(struct source *source, struct float_text *text);

/* Whether a finite number other than 0 is a multiple of 2^least. */
int __hsx_is_exact(const struct float_text *text, int least);

/*
 * The pattern of the nearest double or float. ERANGE goes to errno when it is infinite or, not being exact, subnormal
 * or 0.
 */
uint64_t __hsx_to_double(const struct float_text *text);
uint32_t __hsx_to_float(const struct float_text *text);

#endif
