/** @file strings.h The byte functions of older Unix programs. */
#ifndef __HSX_STRINGS_H
#define __HSX_STRINGS_H

#define __need_size_t
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** 0 when `n` bytes are equal, else another number. */
int bcmp(const void *__a, const void *__b, size_t __n);
/** memmove with its arguments the other way round. */
void bcopy(const void *__from, void *__to, size_t __n);
/** Sets `n` bytes to 0. */
void bzero(void *__to, size_t __n);
/** Number of the lowest bit that is set, from 1 on; 0 when none is. */
int ffs(int __n);
int ffsl(long __n);
int ffsll(long long __n);
/** strchr and strrchr. */
char *index(const char *__s, int __c);
char *rindex(const char *__s, int __c);
/** Compares without regard to the case of ASCII letters; negative, 0 or positive. */
int strcasecmp(const char *__a, const char *__b);
/** As strcasecmp, at most `n` bytes. */
int strncasecmp(const char *__a, const char *__b, size_t __n);

#ifdef __cplusplus
}
#endif

#endif
