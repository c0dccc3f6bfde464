/* The state between two calls, when the caller has none of its own. */
#ifndef HSX_LIBC_MULTIBYTE_H
#define HSX_LIBC_MULTIBYTE_H

#include <stdint.h>
#include <wchar.h>

/* Where a character was not complete, or a surrogate pair: how many bytes it has, and how many are to come. */
#define STATE(length, more) ((length) << 8 | (more))
#define LENGTH_OF(state) ((state)->__more >> 8)
#define MORE_OF(state) ((state)->__more & 0xff)

#define INCOMPLETE ((size_t)-2)
#define INVALID ((size_t)-1)

static inline int is_surrogate(uint32_t c)
{
  return c - 0xd800 < 0x800;
}

#endif
