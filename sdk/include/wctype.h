/** @file wctype.h Classes of wide characters (C11 7.30). As in ctype.h: only ASCII characters belong to one. */
#ifndef HSX_WCTYPE_H
#define HSX_WCTYPE_H

#include <stddef.h>

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

int iswalnum(wint_t c);
int iswalpha(wint_t c);
int iswblank(wint_t c);
int iswcntrl(wint_t c);
int iswdigit(wint_t c);
int iswgraph(wint_t c);
int iswlower(wint_t c);
int iswprint(wint_t c);
int iswpunct(wint_t c);
int iswspace(wint_t c);
int iswupper(wint_t c);
int iswxdigit(wint_t c);
wint_t towlower(wint_t c);
wint_t towupper(wint_t c);

/** The class called "alpha" and so on, for iswctype; 0 when there is none. */
wctype_t wctype(const char *name);
int iswctype(wint_t c, wctype_t which);
/** The conversion called "tolower" or "toupper", for towctrans; 0 when there is none. */
wctrans_t wctrans(const char *name);
wint_t towctrans(wint_t c, wctrans_t which);

#ifdef __cplusplus
}
#endif

#endif
