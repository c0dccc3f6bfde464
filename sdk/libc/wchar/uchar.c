#include "multibyte.h"
#include <errno.h>
#include <uchar.h>

/* In the place of a length: half of a surrogate pair waits in __bits. */
#define HALF STATE(9u, 1u)

size_t mbrtoc32(char32_t *restrict to, const char *restrict s, size_t n, mbstate_t *restrict state)
{
  static mbstate_t own;
  wchar_t c;
  size_t bytes = mbrtowc(&c, s, n, state ? state : &own);
  if (to && s && bytes <= n)
    *to = (char32_t)c;
  return bytes;
}

size_t c32rtomb(char *restrict to, char32_t c, mbstate_t *restrict state)
{
  return wcrtomb(to, (wchar_t)c, state);
}

size_t mbrtoc16(char16_t *restrict to, const char *restrict s, size_t n, mbstate_t *restrict state)
{
  static mbstate_t own;
  if (!state)
    state = &own;
  if (state->__more == HALF) {
    state->__more = 0;
    if (to && s)
      *to = (char16_t)state->__bits;
    return s ? (size_t)-3 : 0;
  }
  wchar_t wide;
  size_t bytes = mbrtowc(&wide, s, n, state);
  if (!s || bytes > n)
    return bytes;
  uint32_t c = (uint32_t)wide;
  if (c >= 0x10000) {
    state->__bits = 0xdc00 | (c & 0x3ff);
    state->__more = HALF;
    c = 0xd800 | (c - 0x10000) >> 10;
  }
  if (to)
    *to = (char16_t)c;
  return bytes;
}

size_t c16rtomb(char *restrict to, char16_t c, mbstate_t *restrict state)
{
  static mbstate_t own;
  if (!state)
    state = &own;
  if (!to) {
    state->__more = 0;
    return 1;
  }
  uint32_t wide = c;
  if (state->__more == HALF) {
    state->__more = 0;
    if (c - 0xdc00u >= 0x400) {
      errno = EILSEQ;
      return INVALID;
    }
    wide = 0x10000 + ((state->__bits & 0x3ff) << 10) + (c & 0x3ffu);
  } else if (c - 0xd800u < 0x400) {
    state->__bits = c;
    state->__more = HALF;
    return 0;
  }
  return wcrtomb(to, (wchar_t)wide, NULL);
}
