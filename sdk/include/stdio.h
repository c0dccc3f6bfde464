/** @file stdio.h Streams and formatted text (C11 7.21): the standard streams. */
#ifndef HSX_STDIO_H
#define HSX_STDIO_H

#include <stdarg.h>
#include <stddef.h>

#ifdef __cplusplus
#define restrict __restrict
extern "C" {
#endif

#define EOF (-1)
#define BUFSIZ 128

/** Modes of setvbuf: by blocks, by lines, not at all. */
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

/** A stream. */
typedef struct __hsx_stream FILE;

extern FILE __hsx_stdin;
extern FILE __hsx_stdout;
extern FILE __hsx_stderr;

/** Input; reading from it first writes out what stdout holds. */
#define stdin (&__hsx_stdin)
/** Output, by lines. */
#define stdout (&__hsx_stdout)
/** Errors, not buffered. */
#define stderr (&__hsx_stderr)

/**
 * Formatted output with all conversions of C11, flags, widths, precisions and lengths. Floating numbers are rounded exactly;
 * %lc and %ls are written as UTF-8. Returns the number of bytes, or a negative number after an error.
 */
__attribute__((__format__(__printf__, 1, 2))) int printf(const char *restrict format, ...);
__attribute__((__format__(__printf__, 2, 3))) int fprintf(FILE *restrict stream, const char *restrict format, ...);
/** Into memory, with a NUL; there must be room. */
__attribute__((__format__(__printf__, 2, 3))) int sprintf(char *restrict to, const char *restrict format, ...);
/** Into at most `size` bytes, the NUL included. Returns the length that the whole text has. */
__attribute__((__format__(__printf__, 3, 4))) int snprintf(char *restrict to, size_t size, const char *restrict format,
                                                           ...);
__attribute__((__format__(__printf__, 1, 0))) int vprintf(const char *restrict format, va_list arguments);
__attribute__((__format__(__printf__, 2, 0))) int vfprintf(FILE *restrict stream, const char *restrict format,
                                                           va_list arguments);
__attribute__((__format__(__printf__, 2, 0))) int vsprintf(char *restrict to, const char *restrict format,
                                                           va_list arguments);
__attribute__((__format__(__printf__, 3, 0))) int vsnprintf(char *restrict to, size_t size,
                                                            const char *restrict format, va_list arguments);

/** Writes a line: `s` and a newline. A number >= 0, or EOF. */
int puts(const char *s);
/** Writes a string. A number >= 0, or EOF. */
int fputs(const char *restrict s, FILE *restrict stream);
/** Writes a byte and returns it, or EOF. */
int putchar(int c);
int putc(int c, FILE *stream);
int fputc(int c, FILE *stream);
/** Writes `count` elements of `size` bytes; returns how many were written whole. */
size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict stream);
/** Writes out what the stream holds; NULL: what stdout holds. 0 or EOF. */
int fflush(FILE *stream);
/** Chooses how a stream is buffered, before it is used. `buffer` may be NULL. 0, or another number for a bad mode. */
int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t size);
void setbuf(FILE *restrict stream, char *restrict buffer);

/** The next byte, 0..255, or EOF. */
int getchar(void);
int getc(FILE *stream);
int fgetc(FILE *stream);
/** A line with its newline, at most `size` - 1 bytes, and a NUL; NULL at the end of the input. */
char *fgets(char *restrict to, int size, FILE *restrict stream);
/** Reads up to `count` elements of `size` bytes; returns how many came whole. */
size_t fread(void *restrict to, size_t size, size_t count, FILE *restrict stream);
/** The next read gives `c` again. One byte is always possible, right after it was read. Returns `c`, or EOF. */
int ungetc(int c, FILE *stream);

/** Whether a read met the end of the input. */
int feof(FILE *stream);
/** Whether something failed. */
int ferror(FILE *stream);
/** Forgets both. */
void clearerr(FILE *stream);
/** Writes `s`, a colon and the name of errno to stderr. */
void perror(const char *s);

#ifdef __cplusplus
}
#undef restrict
#endif

#endif
