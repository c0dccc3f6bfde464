/** @file ctype.h Classes of ASCII characters (C11 7.4). The argument is an `unsigned char` or EOF; others belong to no class. */
#ifndef __HSX_CTYPE_H
#define __HSX_CTYPE_H

#ifdef __cplusplus
extern "C" {
#endif

int isalnum(int __c);
int isalpha(int __c);
/** Space or tab. */
int isblank(int __c);
int iscntrl(int __c);
int isdigit(int __c);
/** Printable, without the space. */
int isgraph(int __c);
int islower(int __c);
/** Printable, with the space. */
int isprint(int __c);
/** Printable, neither space, letter nor digit. */
int ispunct(int __c);
/** Space, \t \n \v \f \r. */
int isspace(int __c);
int isupper(int __c);
int isxdigit(int __c);
int tolower(int __c);
int toupper(int __c);

#ifdef __cplusplus
}
#endif

#endif
