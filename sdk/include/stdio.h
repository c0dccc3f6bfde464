/** @file stdio.h Streams, files and formatted text (C11 7.21). */
#ifndef __HSX_STDIO_H
#define __HSX_STDIO_H

#define __need_size_t
#define __need_NULL
#include <hsx/extensions.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EOF (-1)
/** Bytes of a buffer for setbuf. A stream's own has 128. */
#define BUFSIZ 256

/** Streams that can be open at once, the three standard ones included. */
#define FOPEN_MAX 8
/** Bytes of the longest path, its NUL included. */
#define FILENAME_MAX 256
/** Bytes of a name of tmpnam, its NUL included, and how many of them there are. */
#define L_tmpnam 10
#define TMP_MAX 9999

/** Where fseek counts from: the beginning, the position, the end. */
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

/** Modes of setvbuf: by blocks, by lines, not at all. */
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

#if defined __HSX_EXTENSIONS && !defined _VA_LIST
/* As POSIX has it; without stdarg.h, C keeps the name for the program. */
typedef __builtin_va_list va_list;
#define _VA_LIST
#endif

/** A stream. */
typedef struct __hsx_stream FILE;

/** A position in a file. */
typedef struct {
  long __place;
} fpos_t;

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
__attribute__((__format__(__printf__, 1, 2))) int printf(const char *__restrict __format, ...);
__attribute__((__format__(__printf__, 2, 3))) int fprintf(FILE *__restrict __stream, const char *__restrict __format, ...);
/** Into memory, with a NUL; there must be room. */
__attribute__((__format__(__printf__, 2, 3))) int sprintf(char *__restrict __to, const char *__restrict __format, ...);
/** Into at most `size` bytes, the NUL included. Returns the length that the whole text has. */
__attribute__((__format__(__printf__, 3, 4))) int snprintf(char *__restrict __to, size_t __size, const char *__restrict __format,
                                                           ...);
__attribute__((__format__(__printf__, 1, 0))) int vprintf(const char *__restrict __format, __builtin_va_list __arguments);
__attribute__((__format__(__printf__, 2, 0))) int vfprintf(FILE *__restrict __stream, const char *__restrict __format,
                                                           __builtin_va_list __arguments);
__attribute__((__format__(__printf__, 2, 0))) int vsprintf(char *__restrict __to, const char *__restrict __format,
                                                           __builtin_va_list __arguments);
__attribute__((__format__(__printf__, 3, 0))) int vsnprintf(char *__restrict __to, size_t __size,
                                                            const char *__restrict __format, __builtin_va_list __arguments);

/**
 * Formatted input with all conversions of C11. Returns how many results were stored, or EOF when the input ended before the first. A
 * number that its object cannot hold becomes the nearest one that it can.
 */
__attribute__((__format__(__scanf__, 1, 2))) int scanf(const char *__restrict __format, ...);
__attribute__((__format__(__scanf__, 2, 3))) int fscanf(FILE *__restrict __stream, const char *__restrict __format, ...);
/** From a string. */
__attribute__((__format__(__scanf__, 2, 3))) int sscanf(const char *__restrict __text, const char *__restrict __format, ...);
__attribute__((__format__(__scanf__, 1, 0))) int vscanf(const char *__restrict __format, __builtin_va_list __arguments);
__attribute__((__format__(__scanf__, 2, 0))) int vfscanf(FILE *__restrict __stream, const char *__restrict __format,
                                                         __builtin_va_list __arguments);
__attribute__((__format__(__scanf__, 2, 0))) int vsscanf(const char *__restrict __text, const char *__restrict __format,
                                                         __builtin_va_list __arguments);

/** Writes a line: `s` and a newline. A number >= 0, or EOF. */
int puts(const char *__s);
/** Writes a string. A number >= 0, or EOF. */
int fputs(const char *__restrict __s, FILE *__restrict __stream);
/** Writes a byte and returns it, or EOF. */
int putchar(int __c);
int putc(int __c, FILE *__stream);
int fputc(int __c, FILE *__stream);
/** Writes `count` elements of `size` bytes; returns how many were written whole. */
size_t fwrite(const void *__restrict __from, size_t __size, size_t __count, FILE *__restrict __stream);
/** Writes out what the stream holds, or gives back what it has read ahead; NULL: what all streams hold. 0 or EOF. */
int fflush(FILE *__stream);
/** Chooses how a stream is buffered, before it is used. `buffer` may be NULL. 0, or another number for a bad mode. */
int setvbuf(FILE *__restrict __stream, char *__restrict __buffer, int __mode, size_t __size);
void setbuf(FILE *__restrict __stream, char *__restrict __buffer);

/** The next byte, 0..255, or EOF. */
int getchar(void);
int getc(FILE *__stream);
int fgetc(FILE *__stream);
/** A line with its newline, at most `size` - 1 bytes, and a NUL; NULL at the end of the input. */
char *fgets(char *__restrict __to, int __size, FILE *__restrict __stream);
/** Reads up to `count` elements of `size` bytes; returns how many came whole. */
size_t fread(void *__restrict __to, size_t __size, size_t __count, FILE *__restrict __stream);
/** The next read gives `c` again. One byte is always possible, right after it was read. Returns `c`, or EOF. */
int ungetc(int __c, FILE *__stream);

/** Whether a read met the end of the input. */
int feof(FILE *__stream);
/** Whether something failed. */
int ferror(FILE *__stream);
/** Forgets both. */
void clearerr(FILE *__stream);
/**
 * Opens a file. Modes: `r` reads one that is there, `w` makes or empties one, `a` makes one or writes at the end of what is there,
 * whatever the position; with `+` it both reads and writes; `x` after `w` or `a`: the file must be new; `b` changes nothing.
 * NULL and errno, EMFILE when FOPEN_MAX streams are open.
 */
FILE *fopen(const char *__restrict __path, const char *__restrict __mode);
/** Closes a stream and opens a file on it; where that fails, the stream stays closed: NULL and errno. `path` cannot be NULL. */
FILE *freopen(const char *__restrict __path, const char *__restrict __mode, FILE *__restrict __stream);
/** Writes out what the stream holds, and closes it. 0, or EOF when that failed; the stream is closed all the same. */
int fclose(FILE *__stream);
/** A file without a name, to write and read; it is gone when it is closed. NULL and errno. */
FILE *tmpfile(void);
/** A name that no file has: in `name`, or in memory that the next call uses again. NULL when there is none. */
char *tmpnam(char *__name);

/** Moves the position; what ungetc put back is forgotten. 0, or -1 and errno (ESPIPE for a standard stream). */
int fseek(FILE *__stream, long __offset, int __whence);
/** The position in bytes, or -1 and errno. */
long ftell(FILE *__stream);
/** To the beginning, errors forgotten. */
void rewind(FILE *__stream);
/** Keeps a position, and goes back to it. 0, or another number and errno. */
int fgetpos(FILE *__restrict __stream, fpos_t *__restrict __position);
int fsetpos(FILE *__stream, const fpos_t *__position);

/** Deletes a file or an empty folder. 0, or -1 and errno. */
int remove(const char *__path);
/** Renames a file or folder; takes the place of a file or of an empty folder. 0, or -1 and errno. */
int rename(const char *__from, const char *__to);

/** Writes `s`, a colon and the name of errno to stderr. */
void perror(const char *__s);

#ifdef __cplusplus
}
#endif

#endif
