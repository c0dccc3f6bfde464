/* Formatted input: the state of a call, and what its parts share. */
#ifndef HSX_LIBC_SCAN_H
#define HSX_LIBC_SCAN_H

#include "../stdlib/source.h"
#include "stream.h"
#include <stdarg.h>

/* How a conversion ends. */
enum {
  /* It is none of those that the function knows. */
  SCAN_UNKNOWN,
  SCAN_DONE,
  /* The input does not match. */
  SCAN_MISMATCH,
  /* There is no input, or it is no text. */
  SCAN_FAILURE,
};

/* One call, and the conversion that it is at. */
struct scan {
  struct source source;
  /* Conversions beyond integers, bytes and strings of bytes; NULL: there are none. */
  int (*more)(struct scan *scan);
  /* What is to be stored yet. */
  va_list arguments;
  /* Where the conversion stores its result; NULL for nowhere. */
  void *to;
  /* How many bits the object has, for an integer; 64 as well for L. Whether there was an l. */
  int bits;
  int is_long;
  int letter;
  /* The set behind a [. */
  const char *set;
};

/*
 * Converts what `scan->source` gives. Returns how many results were stored, or EOF when the input ended before the
 * first; a character that was looked at and not taken is in scan->source.next.
 */
int __hsx_scan(struct scan *scan, const char *format, va_list arguments);

/* The conversions of floating numbers and wide characters, for `more`. */
int __hsx_scan_more(struct scan *scan);

/* Whether the text of a conversion s, c or [ may have this character. */
int __hsx_scan_accepts(const struct scan *scan, int c);

/*
 * Formatted input from a stream and from memory. A call whose format llc sees to be free of floating conversions goes
 * to a function of the name __hsx_scanf_int instead of scanf, and so on for the others: the same without `more`.
 */
int __hsx_scan_stream(FILE *stream, const char *format, va_list arguments, int (*more)(struct scan *));
int __hsx_scan_string(const char *text, const char *format, va_list arguments, int (*more)(struct scan *));

#endif
