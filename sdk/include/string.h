/** @file string.h Bytes and strings (C11 7.24). */
#ifndef HSX_STRING_H
#define HSX_STRING_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Copies `n` bytes; the areas must not overlap. Returns `to`. */
void *memcpy(void *__restrict to, const void *__restrict from, size_t n);
/** Copies `n` bytes; the areas may overlap. Returns `to`. */
void *memmove(void *to, const void *from, size_t n);
/** Sets `n` bytes to the low byte of `value`. Returns `to`. */
void *memset(void *to, int value, size_t n);
/** Compares `n` bytes as unsigned; negative, 0 or positive. */
int memcmp(const void *a, const void *b, size_t n);
/** First of `n` bytes that equals the low byte of `value`, or NULL. */
void *memchr(const void *from, int value, size_t n);

/** Last of `n` bytes that equals the low byte of `value`, or NULL. */
void *memrchr(const void *from, int value, size_t n);
/** First place where the `part_bytes` bytes of `part` occur among `n` bytes, or NULL; no bytes are found at once. */
void *memmem(const void *from, size_t n, const void *part, size_t part_bytes);
/** Copies up to and with the first byte that equals the low byte of `value`; returns what follows it in `to`, or NULL. */
void *memccpy(void *__restrict to, const void *__restrict from, int value, size_t n);
/** As memcpy, but returns the end of the copy. */
void *mempcpy(void *__restrict to, const void *__restrict from, size_t n);
/** As memset, and is never optimised away. */
void *memset_explicit(void *to, int value, size_t n);

/** Length without the NUL. */
size_t strlen(const char *s);
/** Length without the NUL, at most `max`; nothing after `max` bytes is read. */
size_t strnlen(const char *s, size_t max);

/** Copies a string with its NUL. Returns `to`. */
char *strcpy(char *__restrict to, const char *__restrict from);
/** Copies at most `n` bytes and fills up with NULs; there is none when `from` has `n` bytes or more. Returns `to`. */
char *strncpy(char *__restrict to, const char *__restrict from, size_t n);
/** Copies a string with its NUL. Returns the address of the copy's NUL. */
char *stpcpy(char *__restrict to, const char *__restrict from);
/** As strncpy, but returns the address of the first NUL in `to`, or its end when there is none. */
char *stpncpy(char *__restrict to, const char *__restrict from, size_t n);
/**
 * Copies at most `size` - 1 bytes and always a NUL (unless `size` is 0); returns the length of `from`: if it is not below `size`,
 * something was cut off.
 */
size_t strlcpy(char *__restrict to, const char *__restrict from, size_t size);
/** Appends so that all of `to` fits `size` bytes; returns the length that it would have had. */
size_t strlcat(char *__restrict to, const char *__restrict from, size_t size);
/** A copy from malloc, or NULL. */
__attribute__((__malloc__)) char *strdup(const char *s);
/** As strdup, of at most `n` bytes. */
__attribute__((__malloc__)) char *strndup(const char *s, size_t n);
/** Appends a string. Returns `to`. */
char *strcat(char *__restrict to, const char *__restrict from);
/** Appends at most `n` bytes and a NUL. Returns `to`. */
char *strncat(char *__restrict to, const char *__restrict from, size_t n);

/** Compares as unsigned bytes; negative, 0 or positive. */
int strcmp(const char *a, const char *b);
/** Compares at most `n` bytes. */
int strncmp(const char *a, const char *b, size_t n);
/** As strcmp: there is one locale. */
int strcoll(const char *a, const char *b);
/** Copies at most `n` bytes with the NUL; returns the length of `from`. */
size_t strxfrm(char *__restrict to, const char *__restrict from, size_t n);

/** First `c` in `s`, its NUL included, or NULL. */
char *strchr(const char *s, int c);
/** First `c` in `s`, or its NUL. */
char *strchrnul(const char *s, int c);
/** Last `c` in `s`, its NUL included, or NULL. */
char *strrchr(const char *s, int c);
/** First place where `part` occurs in `s`, or NULL; an empty `part` is found at once. */
char *strstr(const char *s, const char *part);
/** As strstr, without regard to the case of ASCII letters. */
char *strcasestr(const char *s, const char *part);
/** Length of the beginning of `s` that consists of bytes of `set`. */
size_t strspn(const char *s, const char *set);
/** Length of the beginning of `s` without any byte of `set`. */
size_t strcspn(const char *s, const char *set);
/** First byte of `s` that is in `set`, or NULL. */
char *strpbrk(const char *s, const char *set);
/** Next word of a string that `separators` divide; `s` is NULL after the first call. The string is changed. */
char *strtok(char *__restrict s, const char *__restrict separators);
/** As strtok, with the place kept in `*rest`. */
char *strtok_r(char *__restrict s, const char *__restrict separators, char **__restrict rest);

/** Next field of `*s`, up to one of `separators`; empty fields count. `*s` becomes the rest, NULL at the end. */
char *strsep(char **__restrict s, const char *__restrict separators);

/** Name of an error number. */
char *strerror(int error);

#ifdef __cplusplus
}
#endif

#endif
