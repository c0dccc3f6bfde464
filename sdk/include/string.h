/** @file string.h Bytes and strings (C11 7.24). */
#ifndef __HSX_STRING_H
#define __HSX_STRING_H

#define __need_size_t
#define __need_NULL
#include <hsx/extensions.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Copies `n` bytes; the areas must not overlap. Returns `to`. */
void *memcpy(void *__restrict __to, const void *__restrict __from, size_t __n);
/** Copies `n` bytes; the areas may overlap. Returns `to`. */
void *memmove(void *__to, const void *__from, size_t __n);
/** Sets `n` bytes to the low byte of `value`. Returns `to`. */
void *memset(void *__to, int __value, size_t __n);
/** Compares `n` bytes as unsigned; negative, 0 or positive. */
int memcmp(const void *__a, const void *__b, size_t __n);
/** First of `n` bytes that equals the low byte of `value`, or NULL. */
void *memchr(const void *__from, int __value, size_t __n);

/** Length without the NUL. */
size_t strlen(const char *__s);

/** Copies a string with its NUL. Returns `to`. */
char *strcpy(char *__restrict __to, const char *__restrict __from);
/** Copies at most `n` bytes and fills up with NULs; there is none when `from` has `n` bytes or more. Returns `to`. */
char *strncpy(char *__restrict __to, const char *__restrict __from, size_t __n);
/** Appends a string. Returns `to`. */
char *strcat(char *__restrict __to, const char *__restrict __from);
/** Appends at most `n` bytes and a NUL. Returns `to`. */
char *strncat(char *__restrict __to, const char *__restrict __from, size_t __n);

/** Compares as unsigned bytes; negative, 0 or positive. */
int strcmp(const char *__a, const char *__b);
/** Compares at most `n` bytes. */
int strncmp(const char *__a, const char *__b, size_t __n);
/** As strcmp: there is one locale. */
int strcoll(const char *__a, const char *__b);
/** Copies at most `n` bytes with the NUL; returns the length of `from`. */
size_t strxfrm(char *__restrict __to, const char *__restrict __from, size_t __n);

/** First `c` in `s`, its NUL included, or NULL. */
char *strchr(const char *__s, int __c);
/** Last `c` in `s`, its NUL included, or NULL. */
char *strrchr(const char *__s, int __c);
/** First place where `part` occurs in `s`, or NULL; an empty `part` is found at once. */
char *strstr(const char *__s, const char *__part);
/** Length of the beginning of `s` that consists of bytes of `set`. */
size_t strspn(const char *__s, const char *__set);
/** Length of the beginning of `s` without any byte of `set`. */
size_t strcspn(const char *__s, const char *__set);
/** First byte of `s` that is in `set`, or NULL. */
char *strpbrk(const char *__s, const char *__set);
/** Next word of a string that `separators` divide; `s` is NULL after the first call. The string is changed. */
char *strtok(char *__restrict __s, const char *__restrict __separators);

/** Name of an error number. */
char *strerror(int __error);

#ifdef __HSX_EXTENSIONS
/* Not of C11. */

/** Last of `n` bytes that equals the low byte of `value`, or NULL. */
void *memrchr(const void *__from, int __value, size_t __n);
/** First place where the `part_bytes` bytes of `part` occur among `n` bytes, or NULL; no bytes are found at once. */
void *memmem(const void *__from, size_t __n, const void *__part, size_t __part_bytes);
/** Copies up to and with the first byte that equals the low byte of `value`; returns what follows it in `to`, or NULL. */
void *memccpy(void *__restrict __to, const void *__restrict __from, int __value, size_t __n);
/** As memcpy, but returns the end of the copy. */
void *mempcpy(void *__restrict __to, const void *__restrict __from, size_t __n);
/** As memset, and is never optimised away. */
void *memset_explicit(void *__to, int __value, size_t __n);
/** Length without the NUL, at most `max`; nothing after `max` bytes is read. */
size_t strnlen(const char *__s, size_t __max);
/** Copies a string with its NUL. Returns the address of the copy's NUL. */
char *stpcpy(char *__restrict __to, const char *__restrict __from);
/** As strncpy, but returns the address of the first NUL in `to`, or its end when there is none. */
char *stpncpy(char *__restrict __to, const char *__restrict __from, size_t __n);
/**
 * Copies at most `size` - 1 bytes and always a NUL (unless `size` is 0); returns the length of `from`: if it is not below `size`,
 * something was cut off.
 */
size_t strlcpy(char *__restrict __to, const char *__restrict __from, size_t __size);
/** Appends so that all of `to` fits `size` bytes; returns the length that it would have had. */
size_t strlcat(char *__restrict __to, const char *__restrict __from, size_t __size);
/** A copy from malloc, or NULL. */
__attribute__((__malloc__)) char *strdup(const char *__s);
/** As strdup, of at most `n` bytes. */
__attribute__((__malloc__)) char *strndup(const char *__s, size_t __n);
/** First `c` in `s`, or its NUL. */
char *strchrnul(const char *__s, int __c);
/** As strstr, without regard to the case of ASCII letters. */
char *strcasestr(const char *__s, const char *__part);
/** As strtok, with the place kept in `*rest`. */
char *strtok_r(char *__restrict __s, const char *__restrict __separators, char **__restrict __rest);
/** Next field of `*s`, up to one of `separators`; empty fields count. `*s` becomes the rest, NULL at the end. */
char *strsep(char **__restrict __s, const char *__restrict __separators);
#endif

#ifdef __cplusplus
}
#endif

#endif
