/** @file wctype.h Classes of wide characters (C11 7.30). As in ctype.h: only ASCII characters belong to one. */
#ifndef __HSX_WCTYPE_H
#define __HSX_WCTYPE_H

#ifdef __cplusplus
extern "C" {
#endif

#ifndef WEOF
typedef __WINT_TYPE__ wint_t;
#define WEOF ((wint_t)-1)
#endif

/** A class, a conversion; 0 is none. */
typedef unsigned wctype_t;
typedef unsigned wctrans_t;

int iswalnum(wint_t __c);
int iswalpha(wint_t __c);
int iswblank(wint_t __c);
int iswcntrl(wint_t __c);
int iswdigit(wint_t __c);
int iswgraph(wint_t __c);
int iswlower(wint_t __c);
int iswprint(wint_t __c);
int iswpunct(wint_t __c);
int iswspace(wint_t __c);
int iswupper(wint_t __c);
int iswxdigit(wint_t __c);
wint_t towlower(wint_t __c);
wint_t towupper(wint_t __c);

/** The class called "alpha" and so on, for iswctype; 0 when there is none. */
wctype_t wctype(const char *__name);
int iswctype(wint_t __c, wctype_t __which);
/** The conversion called "tolower" or "toupper", for towctrans; 0 when there is none. */
wctrans_t wctrans(const char *__name);
wint_t towctrans(wint_t __c, wctrans_t __which);

#ifdef __cplusplus
}
#endif

#endif
