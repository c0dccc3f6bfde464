/** @file string.h Bytes and strings (C11 7.24). */
#ifndef HSX_STRING_H
#define HSX_STRING_H

#include <stddef.h>

#ifdef __cplusplus
#define restrict __restrict
extern "C" {
#endif

/** Copies `n` bytes; the areas must not overlap. Returns `to`. */
void *memcpy(void *restrict to, const void *restrict from, size_t n);
/** Copies `n` bytes; the areas may overlap. Returns `to`. */
void *memmove(void *to, const void *from, size_t n);
/** Sets `n` bytes to the low byte of `value`. Returns `to`. */
void *memset(void *to, int value, size_t n);
/** Compares `n` bytes as unsigned; negative, 0 or positive. */
int memcmp(const void *a, const void *b, size_t n);
/** First of `n` bytes that equals the low byte of `value`, or NULL. */
void *memchr(const void *from, int value, size_t n);

/** Length without the NUL. */
size_t strlen(const char *s);
/** Length without the NUL, at most `max`; nothing after `max` bytes is read. */
size_t strnlen(const char *s, size_t max);

/** Copies a string with its NUL. Returns `to`. */
char *strcpy(char *restrict to, const char *restrict from);
/** Copies at most `n` bytes and fills up with NULs; there is none when `from` has `n` bytes or more. Returns `to`. */
char *strncpy(char *restrict to, const char *restrict from, size_t n);
/** Copies a string with its NUL. Returns the address of the copy's NUL. */
char *stpcpy(char *restrict to, const char *restrict from);
/** Appends a string. Returns `to`. */
char *strcat(char *restrict to, const char *restrict from);
/** Appends at most `n` bytes and a NUL. Returns `to`. */
char *strncat(char *restrict to, const char *restrict from, size_t n);

/** Compares as unsigned bytes; negative, 0 or positive. */
int strcmp(const char *a, const char *b);
/** Compares at most `n` bytes. */
int strncmp(const char *a, const char *b, size_t n);
/** As strcmp: there is one locale. */
int strcoll(const char *a, const char *b);
/** Copies at most `n` bytes with the NUL; returns the length of `from`. */
size_t strxfrm(char *restrict to, const char *restrict from, size_t n);

/** First `c` in `s`, its NUL included, or NULL. */
char *strchr(const char *s, int c);
/** Last `c` in `s`, its NUL included, or NULL. */
char *strrchr(const char *s, int c);
/** First place where `part` occurs in `s`, or NULL; an empty `part` is found at once. */
char *strstr(const char *s, const char *part);
/** Length of the beginning of `s` that consists of bytes of `set`. */
size_t strspn(const char *s, const char *set);
/** Length of the beginning of `s` without any byte of `set`. */
size_t strcspn(const char *s, const char *set);
/** First byte of `s` that is in `set`, or NULL. */
char *strpbrk(const char *s, const char *set);
/** Next word of a string that `separators` divide; `s` is NULL after the first call. The string is changed. */
char *strtok(char *restrict s, const char *restrict separators);
/** As strtok, with the place kept in `*rest`. */
char *strtok_r(char *restrict s, const char *restrict separators, char **restrict rest);

/** Name of an error number. */
char *strerror(int error);

#ifdef __cplusplus
}
#undef restrict
#endif

#endif
