/** @file wchar.h Wide strings (C11 7.29): conversion, copying, searching. A wchar_t is a Unicode code point, multibyte text is UTF-8. */
#ifndef HSX_WCHAR_H
#define HSX_WCHAR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef WEOF
typedef __WINT_TYPE__ wint_t;
#define WEOF ((wint_t)-1)
#endif

#ifndef HSX_MBSTATE_T
#define HSX_MBSTATE_T
/** What has been read of a multibyte character that is not complete. All 0: nothing. */
typedef struct {
  unsigned __bits;
  unsigned __more;
} mbstate_t;
#endif

/**
 * Reads a character from at most `n` bytes at `s` into `*to` (unless NULL). Returns its bytes, 0 for NUL, (size_t)-2 when it is not
 * complete (the next call goes on), (size_t)-1 and errno = EILSEQ for what is no UTF-8. `state` may be NULL.
 */
size_t mbrtowc(wchar_t *__restrict to, const char *__restrict s, size_t n, mbstate_t *__restrict state);
/** As mbrtowc, and stores nothing. */
size_t mbrlen(const char *__restrict s, size_t n, mbstate_t *__restrict state);
/** Writes the bytes of `c`, 1..4, and returns their number; (size_t)-1 and errno = EILSEQ when it is no character. */
size_t wcrtomb(char *__restrict to, wchar_t c, mbstate_t *__restrict state);
/** Whether no character has begun. */
int mbsinit(const mbstate_t *state);
/**
 * Converts a string, at most `n` elements; `*from` becomes what is left, NULL after the NUL. A NULL `to` only counts. Returns the
 * number of elements without the NUL, or (size_t)-1 and errno = EILSEQ.
 */
size_t mbsrtowcs(wchar_t *__restrict to, const char **__restrict from, size_t n, mbstate_t *__restrict state);
size_t wcsrtombs(char *__restrict to, const wchar_t **__restrict from, size_t n, mbstate_t *__restrict state);
/** The character of a single byte, which is ASCII; else WEOF. */
wint_t btowc(int c);
/** The byte of an ASCII character; else EOF. */
int wctob(wint_t c);

/** As their namesakes of string.h. */
size_t wcslen(const wchar_t *s);
wchar_t *wcscpy(wchar_t *__restrict to, const wchar_t *__restrict from);
wchar_t *wcsncpy(wchar_t *__restrict to, const wchar_t *__restrict from, size_t n);
wchar_t *wcscat(wchar_t *__restrict to, const wchar_t *__restrict from);
wchar_t *wcsncat(wchar_t *__restrict to, const wchar_t *__restrict from, size_t n);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n);
int wcscoll(const wchar_t *a, const wchar_t *b);
size_t wcsxfrm(wchar_t *__restrict to, const wchar_t *__restrict from, size_t n);
wchar_t *wcschr(const wchar_t *s, wchar_t c);
wchar_t *wcsrchr(const wchar_t *s, wchar_t c);
wchar_t *wcsstr(const wchar_t *s, const wchar_t *part);
size_t wcsspn(const wchar_t *s, const wchar_t *set);
size_t wcscspn(const wchar_t *s, const wchar_t *set);
wchar_t *wcspbrk(const wchar_t *s, const wchar_t *set);
wchar_t *wcstok(wchar_t *__restrict s, const wchar_t *__restrict separators, wchar_t **__restrict rest);
wchar_t *wmemcpy(wchar_t *__restrict to, const wchar_t *__restrict from, size_t n);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t n);
wchar_t *wmemset(wchar_t *to, wchar_t c, size_t n);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t *wmemchr(const wchar_t *s, wchar_t c, size_t n);

#ifdef __cplusplus
}
#endif

#endif
