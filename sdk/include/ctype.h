/** @file ctype.h Classes of ASCII characters (C11 7.4). The argument is an `unsigned char` or EOF; others belong to no class. */
#ifndef HSX_CTYPE_H
#define HSX_CTYPE_H

#ifdef __cplusplus
extern "C" {
#endif

int isalnum(int c);
int isalpha(int c);
/** Space or tab. */
int isblank(int c);
int iscntrl(int c);
int isdigit(int c);
/** Printable, without the space. */
int isgraph(int c);
int islower(int c);
/** Printable, with the space. */
int isprint(int c);
/** Printable, neither space, letter nor digit. */
int ispunct(int c);
/** Space, \t \n \v \f \r. */
int isspace(int c);
int isupper(int c);
int isxdigit(int c);
int tolower(int c);
int toupper(int c);

#ifdef __cplusplus
}
#endif

#endif
