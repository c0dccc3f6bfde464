#include "multibyte.h"
#include <errno.h>

static size_t invalid(mbstate_t *state)
{
  state->__more = 0;
  errno = EILSEQ;
  return INVALID;
}

size_t mbrtowc(wchar_t *restrict to, const char *restrict s, size_t n, mbstate_t *restrict state)
{
  static mbstate_t own;
  if (!state)
    state = &own;
  if (!s) {
    to = NULL;
    s = "";
    n = 1;
  }
  const unsigned char *next = (const unsigned char *)s;
  const unsigned char *end = next + n;
  uint32_t bits = state->__bits;
  unsigned length = LENGTH_OF(state);
  unsigned more = MORE_OF(state);
  while (next != end) {
    unsigned byte = *next++;
    if (more == 0) {
      /* The bytes of a character by its first one: 0xxxxxxx, 110xxxxx, 1110xxxx, 11110xxx. */
      length = byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
      if (length == 0)
        return invalid(state);
      more = length - 1;
      bits = length == 1 ? byte : byte & (0x3fu >> (length - 1));
    } else {
      if ((byte & 0xc0) != 0x80)
        return invalid(state);
      bits = bits << 6 | (byte & 0x3f);
      --more;
      /* The second byte shows what has a shorter form, is a surrogate, or lies beyond U+10FFFF. */
      if (length == 3 && more == 1 && (bits < 0x800 >> 6 || is_surrogate(bits << 6)))
        return invalid(state);
      if (length == 4 && more == 2 && bits - (0x10000 >> 12) >= 0x100000 >> 12)
        return invalid(state);
    }
    if (more == 0) {
      state->__more = 0;
      if (to)
        *to = (wchar_t)bits;
      return bits == 0 ? 0 : (size_t)(next - (const unsigned char *)s);
    }
  }
  state->__bits = bits;
  state->__more = more == 0 ? 0 : STATE(length, more);
  return INCOMPLETE;
}

size_t mbrlen(const char *restrict s, size_t n, mbstate_t *restrict state)
{
  static mbstate_t own;
  return mbrtowc(NULL, s, n, state ? state : &own);
}

int mbsinit(const mbstate_t *state)
{
  return !state || state->__more == 0;
}
