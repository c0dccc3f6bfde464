/** @file stdlib.h Memory, ends of a program, numbers, sorting, searching, multibyte characters (C11 7.22). */
#ifndef __HSX_STDLIB_H
#define __HSX_STDLIB_H

#define __need_size_t
#define __need_wchar_t
#define __need_NULL
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 0x7fffffff
/** The longest multibyte character: one of UTF-8. */
#define MB_CUR_MAX ((size_t)4)

typedef struct {
  int quot;
  int rem;
} div_t;

typedef struct {
  long quot;
  long rem;
} ldiv_t;

typedef struct {
  long long quot;
  long long rem;
} lldiv_t;

/**
 * Memory from the heap (--heap; 16 KiB when nothing else is said): at least `n` bytes at a multiple of 8, or NULL and
 * errno = ENOMEM. 0 bytes are a block like any other. A block costs 4 bytes more than it holds, and at least 16.
 */
__attribute__((__malloc__, __alloc_size__(1), __warn_unused_result__)) void *malloc(size_t __n);
/** `count` elements of `size` bytes, all 0. NULL also when the product is too large for a size_t. */
__attribute__((__malloc__, __alloc_size__(1, 2), __warn_unused_result__)) void *calloc(size_t __count, size_t __size);
/**
 * Changes the size of a block, in its place where that is possible; what fits of its contents is kept. NULL: there is no room, and
 * the block is as it was. `data` may be NULL; `n` = 0 gives a block of 0 bytes.
 */
__attribute__((__alloc_size__(2), __warn_unused_result__)) void *realloc(void *__data, size_t __n);
/** At a multiple of `alignment`, which is a power of two (else NULL and errno = EINVAL). */
__attribute__((__malloc__, __alloc_align__(1), __alloc_size__(2), __warn_unused_result__)) void *
aligned_alloc(size_t __alignment, size_t __n);
/**
 * Gives a block back; NULL is no block. What is no block, was freed before or has been written past its end is noticed as far as
 * that is cheap: a message on stderr and abort.
 */
void free(void *__data);

/** Runs the functions given to atexit and the destructors, writes out what streams hold, and ends with `status` (low 8 bits to a shell). */
__attribute__((__noreturn__)) void exit(int __status);
/** Ends at once, without any of what exit does. */
__attribute__((__noreturn__)) void _Exit(int __status);
/** Ends as a failure, at once: a shell sees 134. A handler of SIGABRT runs before. */
__attribute__((__noreturn__)) void abort(void);
/** `routine` will be called by exit, the last one first. At most 32; 0, or another number when there are as many. */
int atexit(void (*__routine)(void));
/** `routine` will be called by quick_exit, the last one first. At most 32; 0, or another number when there are as many. */
int at_quick_exit(void (*__routine)(void));
/** Runs the functions given to at_quick_exit and ends with `status`; nothing else of what exit does. */
__attribute__((__noreturn__)) void quick_exit(int __status);

/** There is no environment: always NULL. */
char *getenv(const char *__name);
/** There is no command processor: 0 for NULL, which asks for one, else -1. */
int system(const char *__command);

int abs(int __n);
long labs(long __n);
long long llabs(long long __n);
/** Quotient, truncated, and remainder. */
div_t div(int __numerator, int __denominator);
ldiv_t ldiv(long __numerator, long __denominator);
lldiv_t lldiv(long long __numerator, long long __denominator);

/** The decimal number that `s` begins with, after white space; 0 where there is none. */
int atoi(const char *__s);
long atol(const char *__s);
long long atoll(const char *__s);
/**
 * The number that `s` begins with, after white space and a sign, in `base` 2..36; 0 takes 0x and 0 as C does. `*end` (when not
 * NULL) is what follows, `s` itself where there is no number. Out of range: the limit, and errno = ERANGE.
 */
long strtol(const char *__restrict __s, char **__restrict __end, int __base);
unsigned long strtoul(const char *__restrict __s, char **__restrict __end, int __base);
long long strtoll(const char *__restrict __s, char **__restrict __end, int __base);
unsigned long long strtoull(const char *__restrict __s, char **__restrict __end, int __base);

/**
 * The floating number that `s` begins with, after white space: decimal, hexadecimal (0x1.8p3), inf or nan; the nearest one, whatever the
 * length. `*end` as above. Out of range: infinity, a subnormal number or 0, and errno = ERANGE.
 */
double strtod(const char *__restrict __s, char **__restrict __end);
float strtof(const char *__restrict __s, char **__restrict __end);
long double strtold(const char *__restrict __s, char **__restrict __end);
double atof(const char *__s);

/** The next pseudo-random number, 0..RAND_MAX. */
int rand(void);
/** Starts the sequence of `seed`; without it, that of 1. */
void srand(unsigned __seed);

/** Sorts `count` elements of `size` bytes in place, in O(n log n) comparisons and without recursion; not stable. */
void qsort(void *__base, size_t __count, size_t __size, int (*__compare)(const void *, const void *));
/** An element of a sorted array that compares equal to `key`, or NULL. */
void *bsearch(const void *__key, const void *__base, size_t __count, size_t __size,
              int (*__compare)(const void *, const void *));

/**
 * Multibyte characters are UTF-8, a wchar_t is a code point. The bytes of the character at `s`, of at most `n`: 0 for NUL or a
 * NULL `s`, -1 when there is no complete one.
 */
int mblen(const char *__s, size_t __n);
/** As mblen; the character goes to `*to` when that is not NULL. */
int mbtowc(wchar_t *__restrict __to, const char *__restrict __s, size_t __n);
/** Writes the bytes of `c` (at most MB_CUR_MAX) and returns their number; -1 when it is no character, 0 for a NULL `to`. */
int wctomb(char *__to, wchar_t __c);
/** Converts a string, at most `n` elements; returns their number without the NUL, (size_t)-1 for what is not valid. */
size_t mbstowcs(wchar_t *__restrict __to, const char *__restrict __from, size_t __n);
size_t wcstombs(char *__restrict __to, const wchar_t *__restrict __from, size_t __n);

#ifdef __cplusplus
}
#endif

#endif
