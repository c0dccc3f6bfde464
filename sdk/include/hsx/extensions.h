/**
 * @file hsx/extensions.h Which names the standard headers declare. `__HSX_EXTENSIONS` is defined unless the program asks for the standard's
 * alone (-std=c11, -ansi), where it may use all other names for things of its own; `_GNU_SOURCE` and its kin ask for more, as they do elsewhere.
 */
#ifndef __HSX_EXTENSIONS_H
#define __HSX_EXTENSIONS_H

#if !defined __STRICT_ANSI__ || defined __cplusplus || defined _GNU_SOURCE || defined _DEFAULT_SOURCE || defined _BSD_SOURCE || \
    defined _POSIX_C_SOURCE || defined _XOPEN_SOURCE || (defined __STDC_VERSION__ && __STDC_VERSION__ > 201710L)
#define __HSX_EXTENSIONS 1
#endif

#endif
