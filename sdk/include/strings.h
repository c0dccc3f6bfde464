/** @file strings.h The byte functions of older Unix programs. */
#ifndef HSX_STRINGS_H
#define HSX_STRINGS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** 0 when `n` bytes are equal, else another number. */
int bcmp(const void *a, const void *b, size_t n);
/** Compares without regard to the case of ASCII letters; negative, 0 or positive. */
int strcasecmp(const char *a, const char *b);
/** As strcasecmp, at most `n` bytes. */
int strncasecmp(const char *a, const char *b, size_t n);

#ifdef __cplusplus
}
#endif

#endif
