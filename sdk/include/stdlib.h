/** @file stdlib.h Ends of a program, numbers, sorting, searching (C11 7.22). */
#ifndef HSX_STDLIB_H
#define HSX_STDLIB_H

#include <stddef.h>

#ifdef __cplusplus
#define restrict __restrict
#define HSX_NORETURN __attribute__((__noreturn__))
extern "C" {
#else
#define HSX_NORETURN _Noreturn
#endif

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 0x7fffffff

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

/** Runs the functions given to atexit and the destructors, writes out what streams hold, and ends with `status` (low 8 bits to a shell). */
HSX_NORETURN void exit(int status);
/** Ends at once, without any of what exit does. */
HSX_NORETURN void _Exit(int status);
/** Ends as a failure, at once. */
HSX_NORETURN void abort(void);
/** `routine` will be called by exit, the last one first. At most 32; 0, or another number when there are as many. */
int atexit(void (*routine)(void));

int abs(int n);
long labs(long n);
long long llabs(long long n);
/** Quotient, truncated, and remainder. */
div_t div(int numerator, int denominator);
ldiv_t ldiv(long numerator, long denominator);
lldiv_t lldiv(long long numerator, long long denominator);

/** The decimal number that `s` begins with, after white space; 0 where there is none. */
int atoi(const char *s);
long atol(const char *s);
long long atoll(const char *s);
/**
 * The number that `s` begins with, after white space and a sign, in `base` 2..36; 0 takes 0x and 0 as C does. `*end` (when not
 * NULL) is what follows, `s` itself where there is no number. Out of range: the limit, and errno = ERANGE.
 */
long strtol(const char *restrict s, char **restrict end, int base);
unsigned long strtoul(const char *restrict s, char **restrict end, int base);
long long strtoll(const char *restrict s, char **restrict end, int base);
unsigned long long strtoull(const char *restrict s, char **restrict end, int base);

/** The next pseudo-random number, 0..RAND_MAX. */
int rand(void);
/** Starts the sequence of `seed`; without it, that of 1. */
void srand(unsigned seed);

/** Sorts `count` elements of `size` bytes in place, in O(n log n) comparisons and without recursion; not stable. */
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
/** An element of a sorted array that compares equal to `key`, or NULL. */
void *bsearch(const void *key, const void *base, size_t count, size_t size,
              int (*compare)(const void *, const void *));

#ifdef __cplusplus
}
#undef restrict
#endif
#undef HSX_NORETURN

#endif
