/** @file limits.h Ranges of the integer types (C11 5.2.4.2.1): those of the compiler, and the length of a multibyte character. */
#ifndef __HSX_LIMITS_H
#define __HSX_LIMITS_H

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wgnu-include-next"
#include_next <limits.h>
#pragma clang diagnostic pop

/** Bytes of the longest multibyte character, which is one of UTF-8. */
#undef MB_LEN_MAX
#define MB_LEN_MAX 4

#endif
