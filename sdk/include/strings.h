/** @file strings.h The byte functions of older Unix programs. */
#ifndef HSX_STRINGS_H
#define HSX_STRINGS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** 0 when `n` bytes are equal, else another number. */
int bcmp(const void *a, const void *b, size_t n);
/** memmove with its arguments the other way round. */
void bcopy(const void *from, void *to, size_t n);
/** Sets `n` bytes to 0. */
void bzero(void *to, size_t n);
/** Number of the lowest bit that is set, from 1 on; 0 when none is. */
int ffs(int n);
int ffsl(long n);
int ffsll(long long n);
/** strchr and strrchr. */
char *index(const char *s, int c);
char *rindex(const char *s, int c);
/** Compares without regard to the case of ASCII letters; negative, 0 or positive. */
int strcasecmp(const char *a, const char *b);
/** As strcasecmp, at most `n` bytes. */
int strncasecmp(const char *a, const char *b, size_t n);

#ifdef __cplusplus
}
#endif

#endif
