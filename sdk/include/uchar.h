/** @file uchar.h UTF-16 and UTF-32 (C11 7.28). */
#ifndef __HSX_UCHAR_H
#define __HSX_UCHAR_H

#define __need_size_t
#include <hsx/mbstate.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#else
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
#endif

/** As mbrtowc; a character beyond U+FFFF takes two calls, the second of which returns (size_t)-3. */
size_t mbrtoc16(char16_t *__restrict __to, const char *__restrict __s, size_t __n, mbstate_t *__restrict __state);
/** As wcrtomb; the first half of a pair is remembered and gives 0 bytes. */
size_t c16rtomb(char *__restrict __to, char16_t __c, mbstate_t *__restrict __state);
size_t mbrtoc32(char32_t *__restrict __to, const char *__restrict __s, size_t __n, mbstate_t *__restrict __state);
size_t c32rtomb(char *__restrict __to, char32_t __c, mbstate_t *__restrict __state);

#ifdef __cplusplus
}
#endif

#endif
