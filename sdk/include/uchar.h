/** @file uchar.h UTF-16 and UTF-32 (C11 7.28). */
#ifndef HSX_UCHAR_H
#define HSX_UCHAR_H

#include <wchar.h>

#ifdef __cplusplus
extern "C" {
#else
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
#endif

/** As mbrtowc; a character beyond U+FFFF takes two calls, the second of which returns (size_t)-3. */
size_t mbrtoc16(char16_t *__restrict to, const char *__restrict s, size_t n, mbstate_t *__restrict state);
/** As wcrtomb; the first half of a pair is remembered and gives 0 bytes. */
size_t c16rtomb(char *__restrict to, char16_t c, mbstate_t *__restrict state);
size_t mbrtoc32(char32_t *__restrict to, const char *__restrict s, size_t n, mbstate_t *__restrict state);
size_t c32rtomb(char *__restrict to, char32_t c, mbstate_t *__restrict state);

#ifdef __cplusplus
}
#endif

#endif
