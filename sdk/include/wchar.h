/** @file wchar.h Wide strings (C11 7.29): conversion, copying, searching. A wchar_t is a Unicode code point, multibyte text is UTF-8. */
#ifndef __HSX_WCHAR_H
#define __HSX_WCHAR_H

#define __need_size_t
#define __need_wchar_t
#define __need_NULL
#include <hsx/mbstate.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef WCHAR_MAX
#define WCHAR_MAX __WCHAR_MAX__
#endif
#ifndef WCHAR_MIN
#define WCHAR_MIN (-__WCHAR_MAX__ - 1)
#endif

#ifndef WEOF
typedef __WINT_TYPE__ wint_t;
#define WEOF ((wint_t)-1)
#endif

/** The parts of a time, which time.h has. */
struct tm;

/**
 * Reads a character from at most `n` bytes at `s` into `*to` (unless NULL). Returns its bytes, 0 for NUL, (size_t)-2 when it is not
 * complete (the next call goes on), (size_t)-1 and errno = EILSEQ for what is no UTF-8. `state` may be NULL.
 */
size_t mbrtowc(wchar_t *__restrict __to, const char *__restrict __s, size_t __n, mbstate_t *__restrict __state);
/** As mbrtowc, and stores nothing. */
size_t mbrlen(const char *__restrict __s, size_t __n, mbstate_t *__restrict __state);
/** Writes the bytes of `c`, 1..4, and returns their number; (size_t)-1 and errno = EILSEQ when it is no character. */
size_t wcrtomb(char *__restrict __to, wchar_t __c, mbstate_t *__restrict __state);
/** Whether no character has begun. */
int mbsinit(const mbstate_t *__state);
/**
 * Converts a string, at most `n` elements; `*from` becomes what is left, NULL after the NUL. A NULL `to` only counts. Returns the
 * number of elements without the NUL, or (size_t)-1 and errno = EILSEQ.
 */
size_t mbsrtowcs(wchar_t *__restrict __to, const char **__restrict __from, size_t __n, mbstate_t *__restrict __state);
size_t wcsrtombs(char *__restrict __to, const wchar_t **__restrict __from, size_t __n, mbstate_t *__restrict __state);
/** The character of a single byte, which is ASCII; else WEOF. */
wint_t btowc(int __c);
/** The byte of an ASCII character; else EOF. */
int wctob(wint_t __c);

/** As their namesakes of string.h. */
size_t wcslen(const wchar_t *__s);
wchar_t *wcscpy(wchar_t *__restrict __to, const wchar_t *__restrict __from);
wchar_t *wcsncpy(wchar_t *__restrict __to, const wchar_t *__restrict __from, size_t __n);
wchar_t *wcscat(wchar_t *__restrict __to, const wchar_t *__restrict __from);
wchar_t *wcsncat(wchar_t *__restrict __to, const wchar_t *__restrict __from, size_t __n);
int wcscmp(const wchar_t *__a, const wchar_t *__b);
int wcsncmp(const wchar_t *__a, const wchar_t *__b, size_t __n);
int wcscoll(const wchar_t *__a, const wchar_t *__b);
size_t wcsxfrm(wchar_t *__restrict __to, const wchar_t *__restrict __from, size_t __n);
wchar_t *wcschr(const wchar_t *__s, wchar_t __c);
wchar_t *wcsrchr(const wchar_t *__s, wchar_t __c);
wchar_t *wcsstr(const wchar_t *__s, const wchar_t *__part);
size_t wcsspn(const wchar_t *__s, const wchar_t *__set);
size_t wcscspn(const wchar_t *__s, const wchar_t *__set);
wchar_t *wcspbrk(const wchar_t *__s, const wchar_t *__set);
wchar_t *wcstok(wchar_t *__restrict __s, const wchar_t *__restrict __separators, wchar_t **__restrict __rest);
wchar_t *wmemcpy(wchar_t *__restrict __to, const wchar_t *__restrict __from, size_t __n);
wchar_t *wmemmove(wchar_t *__to, const wchar_t *__from, size_t __n);
wchar_t *wmemset(wchar_t *__to, wchar_t __c, size_t __n);
int wmemcmp(const wchar_t *__a, const wchar_t *__b, size_t __n);
wchar_t *wmemchr(const wchar_t *__s, wchar_t __c, size_t __n);

#ifdef __cplusplus
}
#endif

#endif
