/*
 * Makes the calls that calls.ts invents, and says what came of them: a record per call on standard input (2 bytes of length, the
 * operation, its operands), a line per call on standard output. Compiled for HSX and for the machine that the test runs on; the lines
 * must be the same. All of it at level core is more than an image may hold, so there it comes in two parts (ONLY_FILES, NO_FILES). What has another size there (long, size_t) is reckoned in 32 bits: see ON_HSX.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <uchar.h>
#include <wchar.h>
#include <wctype.h>

#ifdef __HSX__
#include <hsx/heap.h>
#define ON_HSX 1
int __hsx_vsnprintf_int(char *, size_t, const char *, va_list);
int __hsx_sscanf_int(const char *, const char *, ...);
#else
#define ON_HSX 0
#define __hsx_sscanf_int sscanf
#endif

/* ---- the record ---- */

static unsigned char record[4096];
static const unsigned char *next;

static unsigned take8(void)
{
  return *next++;
}
static unsigned take16(void)
{
  unsigned low = take8();
  return low | take8() << 8;
}
static uint32_t take32(void)
{
  uint32_t low = take16();
  return low | (uint32_t)take16() << 16;
}
static uint64_t take64(void)
{
  uint64_t low = take32();
  return low | (uint64_t)take32() << 32;
}
/* A block that its length precedes; a NUL follows it in the record. */
static const unsigned char *take_block(unsigned *length)
{
  const unsigned char *block;
  *length = take16();
  block = next;
  next += *length + 1;
  return block;
}
static const char *take_text(void)
{
  unsigned length;
  return (const char *)take_block(&length);
}

/* ---- the line ---- */

static char line[16384];
static unsigned length;

static void out_char(char c)
{
  if (length < sizeof line - 1)
    line[length++] = c;
}
static void out_number(long long n)
{
  char digits[20];
  int count = 0;
  unsigned long long magnitude = n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
  out_char(' ');
  if (n < 0)
    out_char('-');
  do
    digits[count++] = (char)('0' + magnitude % 10);
  while ((magnitude /= 10) != 0);
  while (count != 0)
    out_char(digits[--count]);
}
static void out_bytes(const void *from, size_t n)
{
  const unsigned char *p = from;
  out_char(' ');
  out_char('"');
  for (; n != 0; --n, ++p) {
    if (*p >= ' ' && *p < 0x7f && *p != '\\' && *p != '"') {
      out_char((char)*p);
    } else {
      out_char('\\');
      out_char("0123456789abcdef"[*p >> 4]);
      out_char("0123456789abcdef"[*p & 15]);
    }
  }
  out_char('"');
}
static void out_text(const char *s)
{
  if (s == NULL)
    out_bytes("NULL", 4);
  else
    out_bytes(s, strlen(s));
}
static void out_sign(int n)
{
  out_number(n > 0 ? 1 : n < 0 ? -1 : 0);
}
static void out_errno(void)
{
  int e = errno;
  out_text(e == 0 ? "0" : e == ERANGE ? "ERANGE" : e == EINVAL ? "EINVAL" : e == EILSEQ ? "EILSEQ" : e == EOVERFLOW ? "EOVERFLOW" : "?");
}
/* -1 and -2 of a size_t of any width. */
static void out_size(size_t n)
{
  out_number(n > SIZE_MAX / 2 ? -(long long)(SIZE_MAX - n) - 1 : (long long)n);
}

/* ---- memory and strings ---- */

#define ARENA 256
static union {
  uint64_t aligned;
  unsigned char bytes[ARENA + 8];
} arena;

static void out_place(const void *p)
{
  out_number(p == NULL ? -1 : (const unsigned char *)p - arena.bytes);
}

#ifndef __HSX__
/* Not every C library has these. */
static size_t own_strlcpy(char *to, const char *from, size_t size)
{
  size_t n = strlen(from);
  if (size != 0) {
    size_t copied = n < size ? n : size - 1;
    memcpy(to, from, copied);
    to[copied] = '\0';
  }
  return n;
}
static size_t own_strlcat(char *to, const char *from, size_t size)
{
  size_t n = strnlen(to, size);
  return n + own_strlcpy(to + n, from, size - n);
}
#define strlcpy own_strlcpy
#define strlcat own_strlcat
#define memset_explicit memset
#endif

static void strings(void)
{
  unsigned function = take8();
  unsigned a_at = take8(), b_at = take8();
  unsigned n = take16();
  int c = (int)take32();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  memcpy(arena.bytes, content, ARENA);
  char *a = (char *)arena.bytes + a_at, *b = (char *)arena.bytes + b_at;
  char *rest;
  switch (function) {
  case 0: out_place(memcpy(a, b, n)); break;
  case 1: out_place(memmove(a, b, n)); break;
  case 2: out_place(memset(a, c, n)); break;
  case 3: out_sign(memcmp(a, b, n)); break;
  case 4: out_place(memchr(a, c, n)); break;
  case 5: out_size(strlen(a)); break;
  case 6: out_place(strcpy(a, b)); break;
  case 7: out_place(strncpy(a, b, n)); break;
  case 8: out_place(strcat(a, b)); break;
  case 9: out_place(strncat(a, b, n)); break;
  case 10: out_sign(strcmp(a, b)); break;
  case 11: out_sign(strncmp(a, b, n)); break;
  case 12: out_place(strchr(a, c)); break;
  case 13: out_place(strrchr(a, c)); break;
  case 14: out_place(strstr(a, b)); break;
  case 15: out_size(strspn(a, b)); break;
  case 16: out_size(strcspn(a, b)); break;
  case 17: out_place(strpbrk(a, b)); break;
  case 18: out_sign(strcoll(a, b)); break;
  case 19: out_size(strxfrm(a, b, n)); break;
  case 20: out_place(stpcpy(a, b)); break;
  case 21: out_place(stpncpy(a, b, n)); break;
  case 22: out_size(strnlen(a, n)); break;
  case 23: out_place(strchrnul(a, c)); break;
  case 24: out_place(strcasestr(a, b)); break;
  case 25: out_place(memccpy(a, b, c, n)); break;
  case 26: out_place(mempcpy(a, b, n)); break;
  case 27: out_place(memrchr(a, c, n)); break;
  case 28: out_place(memmem(a, n, b, (unsigned)c % 6)); break;
  case 29: out_sign(strcasecmp(a, b)); break;
  case 30: out_sign(strncasecmp(a, b, n)); break;
  case 31: out_size(strlcpy(a, b, n)); break;
  case 32: out_size(strlcat(a, b, n)); break;
  case 33: out_number(bcmp(a, b, n) != 0); break;
  case 34: bcopy(b, a, n); break;
  case 35: bzero(a, n); break;
  case 36: out_place(index(a, c)); break;
  case 37: out_place(rindex(a, c)); break;
  case 38:
    for (char *word = strtok(a, b); word != NULL; word = strtok(NULL, b))
      out_place(word);
    break;
  case 39:
    for (char *word = strtok_r(a, b, &rest); word != NULL; word = strtok_r(NULL, b, &rest))
      out_place(word);
    break;
  case 40:
    rest = a;
    for (char *word; (word = strsep(&rest, b)) != NULL;)
      out_place(word);
    break;
  case 41:
  case 42: {
    char *copy = function == 41 ? strdup(a) : strndup(a, n);
    out_text(copy);
    free(copy);
    break;
  }
  case 43: out_place(memset_explicit(a, c, n)); break;
  case 44: out_number(ffs(c)); out_number(ffsll((long long)c * ((long long)n << 20))); break;
  }
  out_bytes(arena.bytes, ARENA);
}

static void wide_strings(void)
{
  static wchar_t memory[ARENA / 4];
  unsigned function = take8();
  unsigned a_at = take8(), b_at = take8();
  unsigned n = take16();
  wchar_t c = (wchar_t)take32();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  memcpy(memory, content, ARENA);
  memcpy(arena.bytes, content, ARENA);
  wchar_t *a = (wchar_t *)(void *)arena.bytes + a_at, *b = (wchar_t *)(void *)arena.bytes + b_at;
  wchar_t *rest;
  switch (function) {
  case 0: out_size(wcslen(a)); break;
  case 1: out_place(wcscpy(a, b)); break;
  case 2: out_place(wcsncpy(a, b, n)); break;
  case 3: out_place(wcscat(a, b)); break;
  case 4: out_place(wcsncat(a, b, n)); break;
  case 5: out_sign(wcscmp(a, b)); break;
  case 6: out_sign(wcsncmp(a, b, n)); break;
  case 7: out_place(wcschr(a, c)); break;
  case 8: out_place(wcsrchr(a, c)); break;
  case 9: out_place(wcsstr(a, b)); break;
  case 10: out_size(wcsspn(a, b)); break;
  case 11: out_size(wcscspn(a, b)); break;
  case 12: out_place(wcspbrk(a, b)); break;
  case 13:
    for (wchar_t *word = wcstok(a, b, &rest); word != NULL; word = wcstok(NULL, b, &rest))
      out_place(word);
    break;
  case 14: out_place(wmemcpy(a, b, n)); break;
  case 15: out_place(wmemmove(a, b, n)); break;
  case 16: out_place(wmemset(a, c, n)); break;
  case 17: out_sign(wmemcmp(a, b, n)); break;
  case 18: out_place(wmemchr(a, c, n)); break;
  }
  out_bytes(arena.bytes, ARENA);
}

/* ---- formatted text ---- */

/* In a format, 1, 2 and 3 stand for l, z and t: an int's worth of bytes on HSX, which is no length elsewhere. */
static const char *take_format(void)
{
  static char format[512];
  char *to = format;
  for (const char *from = take_text(); *from != '\0'; ++from) {
    if (*from > 3)
      *to++ = *from;
    else if (ON_HSX)
      *to++ = "\0lzt"[(int)*from];
  }
  *to = '\0';
  return format;
}

union argument {
  uint64_t bits;
  double number;
  char *text;
};

#ifdef __HSX__
/* A va_list is the place of the next word, and what has 8 bytes is aligned to them: that is shorter than 64 calls. */
static int print_with(int is_plain, char *to, size_t size, const char *format, unsigned kinds,
                      const union argument *arguments)
{
  uint64_t memory[3];
  uint32_t *word = (uint32_t *)(void *)memory;
  for (int i = 0; i != 3; ++i) {
    unsigned kind = kinds >> (4 - 2 * i) & 3;
    if (kind == 1 || kind == 2) {
      word += (uintptr_t)word / 4 & 1;
      memcpy(word, &arguments[i].bits, 8);
      word += 2;
    } else {
      *word++ = (uint32_t)arguments[i].bits;
    }
  }
  va_list list = (va_list)memory;
  return is_plain ? __hsx_vsnprintf_int(to, size, format, list) : vsnprintf(to, size, format, list);
}
#else
#define I(n) (int)arguments[n].bits
#define L(n) (long long)arguments[n].bits
#define D(n) arguments[n].number
#define S(n) arguments[n].text
#define KIND(x, y, z) ((x) * 16 + (y) * 4 + (z))
#define CASE(x, kx, y, ky, z, kz)                                                                                      \
  case KIND(kx, ky, kz):                                                                                               \
    return snprintf(to, size, format, x(0), y(1), z(2));
#define THIRD(x, kx, y, ky)                                                                                            \
  CASE(x, kx, y, ky, I, 0) CASE(x, kx, y, ky, L, 1) CASE(x, kx, y, ky, D, 2) CASE(x, kx, y, ky, S, 3)
#define SECOND(x, kx) THIRD(x, kx, I, 0) THIRD(x, kx, L, 1) THIRD(x, kx, D, 2) THIRD(x, kx, S, 3)

static int print_with(int is_plain, char *to, size_t size, const char *format, unsigned kinds,
                      const union argument *arguments)
{
  (void)is_plain;
  switch (kinds) {
    SECOND(I, 0)
    SECOND(L, 1)
    SECOND(D, 2)
    SECOND(S, 3)
  }
  return 0;
}
#endif

static void print_text(void)
{
  static char to[3000];
  static uint64_t memory[3][16];
  unsigned is_plain = take8();
  unsigned size = take16();
  const char *format = take_format();
  unsigned kinds = 0;
  union argument arguments[3];
  for (int i = 0; i != 3; ++i) {
    unsigned kind = take8();
    kinds = kinds * 4 + kind;
    if (kind == 3) {
      unsigned bytes;
      const unsigned char *content = take_block(&bytes);
      memset(memory[i], 0, sizeof memory[i]);
      memcpy(memory[i], content, bytes);
      arguments[i].text = (char *)memory[i];
    } else {
      arguments[i].bits = take64();
    }
  }
  memset(to, '#', sizeof to);
  errno = 0;
  int count = print_with((int)is_plain, to, size, format, kinds, arguments);
  out_number(count < 0 ? -1 : count);
  /* The text after a failure is anybody's guess. */
  if (count >= 0) {
    unsigned shown = (unsigned)count + 2;
    out_bytes(to, shown < size + 2 ? shown : size + 2);
  }
  for (int i = 0; i != 3; ++i)
    if ((kinds >> (4 - 2 * i) & 3) == 3)
      out_bytes(memory[i], 16);
}

static void scan_text(void)
{
  static uint64_t to[3][16];
  unsigned is_plain = take8();
  const char *format = take_format();
  const char *text = take_text();
  memset(to, 0xa5, sizeof to);
  int count = (is_plain ? __hsx_sscanf_int : sscanf)(text, format, to[0], to[1], to[2]);
  out_number(count);
  for (int i = 0; i != 3; ++i)
    out_bytes(to[i], 24);
}

/* ---- numbers ---- */

static void integers(void)
{
  unsigned function = take8();
  int base = (int)take8();
  const char *s = take_text();
  char *end = NULL;
  errno = 0;
  switch (function) {
  case 0: out_number(strtoll(s, &end, base)); break;
  case 1: out_number((long long)strtoull(s, &end, base)); break;
  case 2: out_number(strtoimax(s, &end, base)); break;
  case 3: out_number((long long)strtoumax(s, &end, base)); break;
  case 4:
    if (ON_HSX) {
      out_number(strtol(s, &end, base));
    } else {
      long long n = strtoll(s, &end, base);
      if (n > INT32_MAX || n < INT32_MIN) {
        n = n < 0 ? INT32_MIN : INT32_MAX;
        errno = ERANGE;
      }
      out_number(n);
    }
    break;
  case 5:
    if (ON_HSX) {
      out_number((uint32_t)strtoul(s, &end, base));
    } else {
      const char *sign = s + strspn(s, " \t\n\v\f\r");
      unsigned long long n = strtoull(s, &end, base);
      if (*sign == '-')
        n = 0 - n;
      if (n > UINT32_MAX || errno == ERANGE) {
        n = UINT32_MAX;
        errno = ERANGE;
      } else if (*sign == '-') {
        n = 0 - n;
      }
      out_number((uint32_t)n);
    }
    break;
  case 6: out_number(atoll(s)); break;
  }
  if (end != NULL)
    out_number(end - s);
  out_errno();
}

static void floats(void)
{
  unsigned function = take8();
  const char *s = take_text();
  char *end = NULL;
  union {
    double number;
    float single;
    uint64_t bits;
  } result = {.bits = 0};
  errno = 0;
  switch (function) {
  case 0: result.number = strtod(s, &end); break;
  case 1: result.single = strtof(s, &end); break;
  case 2: result.number = atof(s); break;
  }
  if (result.number != result.number || (function == 1 && result.single != result.single))
    out_text("nan");
  else
    out_bytes(&result, 8);
  if (end != NULL)
    out_number(end - s);
  out_errno();
}

static void arithmetic(void)
{
  unsigned function = take8();
  long long a = (long long)take64(), b = (long long)take64();
  int small_a = (int)a, small_b = (int)b;
  switch (function) {
  case 0: {
    div_t r = div(small_a, small_b);
    out_number(r.quot);
    out_number(r.rem);
    break;
  }
  case 1: {
    ldiv_t r = ldiv(small_a, small_b);
    out_number(r.quot);
    out_number(r.rem);
    break;
  }
  case 2: {
    lldiv_t r = lldiv(a, b);
    out_number(r.quot);
    out_number(r.rem);
    break;
  }
  case 3: {
    imaxdiv_t r = imaxdiv(a, b);
    out_number(r.quot);
    out_number(r.rem);
    break;
  }
  case 4: out_number(abs(small_a)); out_number(labs(small_a)); break;
  case 5: out_number(llabs(a)); out_number(imaxabs(a)); break;
  case 6: {
    double d = difftime(a, b);
    out_bytes(&d, sizeof d);
    break;
  }
  }
}

/* ---- sorting ---- */

static unsigned element_bytes;
static unsigned comparisons;

static int compare(const void *a, const void *b)
{
  ++comparisons;
  return memcmp(a, b, element_bytes);
}

/* Only the first byte counts, so that many are equal. */
static int compare_first(const void *a, const void *b)
{
  return *(const unsigned char *)a - *(const unsigned char *)b;
}

static void sorting(void)
{
  unsigned offset = take8();
  unsigned size = take8();
  unsigned count = take8();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  const unsigned char *key = take_block(&element_bytes);
  static union {
    uint64_t aligned;
    unsigned char bytes[1200];
  } memory;
  memset(memory.bytes, '#', sizeof memory.bytes);
  memcpy(memory.bytes + offset, content, bytes);
  element_bytes = size;
  qsort(memory.bytes + offset, count, size, compare);
  out_bytes(memory.bytes, bytes + offset + 2);
  const void *found = bsearch(key, memory.bytes + offset, count, size, compare);
  if (found == NULL)
    out_text("none");
  else
    out_bytes(found, size);
  found = bsearch(key, memory.bytes + offset, count, size, compare_first);
  out_number(found == NULL ? -1 : *(const unsigned char *)found);
  qsort(memory.bytes + offset, count, size, compare_first);
  for (unsigned i = 0; i != count; ++i)
    out_number(memory.bytes[offset + i * size]);
}

/* ---- characters ---- */

static void characters(void)
{
  int c = (int)take16() - 1;
  out_number(!!isalnum(c) | !!isalpha(c) << 1 | !!isblank(c) << 2 | !!iscntrl(c) << 3 | !!isdigit(c) << 4 |
             !!isgraph(c) << 5 | !!islower(c) << 6 | !!isprint(c) << 7 | !!ispunct(c) << 8 | !!isspace(c) << 9 |
             !!isupper(c) << 10 | !!isxdigit(c) << 11);
  out_number(tolower(c));
  out_number(toupper(c));
  /* Of characters beyond ASCII, HSX knows no classes. */
  wint_t w = c < 0 ? WEOF : (wint_t)c & 0x7f;
  static const char names[][7] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower",
                                  "print", "punct", "space", "upper", "xdigit", "none"};
  for (unsigned i = 0; i != sizeof names / sizeof *names; ++i)
    out_number(iswctype(w, wctype(names[i])) != 0);
  out_number(!!iswalnum(w) | !!iswalpha(w) << 1 | !!iswblank(w) << 2 | !!iswcntrl(w) << 3 | !!iswdigit(w) << 4 |
             !!iswgraph(w) << 5 | !!iswlower(w) << 6 | !!iswprint(w) << 7 | !!iswpunct(w) << 8 | !!iswspace(w) << 9 |
             !!iswupper(w) << 10 | !!iswxdigit(w) << 11);
  out_number((int)towlower(w));
  out_number((int)towupper(w));
  out_number((int)towctrans(w, wctrans("tolower")));
  out_number((int)towctrans(w, wctrans("toupper")));
  out_number((int)btowc(c));
  out_number(wctob(w));
}

static void out_state(const mbstate_t *state)
{
  out_number(mbsinit(state) != 0);
}

static void multibyte(void)
{
  unsigned function = take8();
  unsigned piece = take8();
  unsigned limit = take8();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  const char *s = (const char *)content;
  mbstate_t state;
  static wchar_t wide[256];
  memset(&state, 0, sizeof state);
  memset(wide, 0x23, sizeof wide);
  errno = 0;
  switch (function) {
  case 0:
  case 1:
  case 2: {
    /* The string in pieces; it ends at the first error. */
    unsigned at = 0;
    while (at < bytes) {
      unsigned n = bytes - at < piece ? bytes - at : piece;
      wchar_t c = 0x2323;
      char16_t c16 = 0x2323;
      char32_t c32 = 0x2323;
      size_t r = function == 0   ? mbrtowc(&c, s + at, n, &state)
                 : function == 1 ? mbrtoc16(&c16, s + at, n, &state)
                                 : mbrtoc32(&c32, s + at, n, &state);
      out_size(r);
      if (r == (size_t)-1)
        break;
      if (r != (size_t)-2)
        out_number(function == 0 ? (long long)c : function == 1 ? c16 : c32);
      out_state(&state);
      at += r == (size_t)-2 ? n : r == (size_t)-3 ? 0 : r == 0 ? 1 : (unsigned)r;
    }
    break;
  }
  case 3: {
    const char *from = s;
    out_size(mbsrtowcs(NULL, &from, 0, &state));
    errno = 0;
    size_t r = mbsrtowcs(wide, &from, limit, &state);
    out_size(r);
    /* glibc leaves another place behind after an error. */
    if (r <= 255) {
      out_number(from == NULL ? -1 : from - s);
      out_bytes(wide, (r + 2) * 4);
    }
    break;
  }
  case 4: {
    size_t r = mbstowcs(wide, s, limit);
    out_size(r);
    if (r <= 255)
      out_bytes(wide, (r + 2) * 4);
    break;
  }
  case 5: {
    wchar_t c = 0x2323;
    mbtowc(NULL, NULL, 0);
    mblen(NULL, 0);
    int r = mbtowc(&c, s, piece < bytes + 1 ? piece : bytes + 1);
    out_number(r);
    if (r >= 0)
      out_number(c);
    out_number(mblen(s, piece < bytes + 1 ? piece : bytes + 1));
    break;
  }
  }
  out_errno();
}

static void from_wide(void)
{
  unsigned function = take8();
  unsigned limit = take8();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  static wchar_t wide[64];
  static char to[256];
  unsigned count = bytes / 4;
  memcpy(wide, content, bytes);
  wide[count] = 0;
  memset(to, '#', sizeof to);
  mbstate_t state;
  memset(&state, 0, sizeof state);
  errno = 0;
  switch (function) {
  case 0:
  case 1:
    for (unsigned i = 0; i != count; ++i) {
      size_t r = function == 0 ? wcrtomb(to, wide[i], &state) : c32rtomb(to, (char32_t)wide[i], &state);
      out_size(r);
      if (r > 4)
        break;
      out_bytes(to, r + 1);
    }
    break;
  case 2: {
    const wchar_t *from = wide;
    size_t r = wcsrtombs(to, &from, limit, &state);
    out_size(r);
    out_number(from == NULL ? -1 : from - wide);
    if (r <= 250)
      out_bytes(to, r + 2);
    from = wide;
    out_size(wcsrtombs(NULL, &from, 0, &state));
    break;
  }
  case 3: {
    size_t r = wcstombs(to, wide, limit);
    out_size(r);
    if (r <= 250)
      out_bytes(to, r + 2);
    break;
  }
  case 4: {
    int r = wctomb(to, wide[0]);
    out_number(r);
    if (r >= 0)
      out_bytes(to, (unsigned)r + 1);
    break;
  }
  }
  out_errno();
}

/* ---- dates ---- */

static void out_parts(const struct tm *parts)
{
  out_number(parts->tm_sec);
  out_number(parts->tm_min);
  out_number(parts->tm_hour);
  out_number(parts->tm_mday);
  out_number(parts->tm_mon);
  out_number(parts->tm_year);
  out_number(parts->tm_wday);
  out_number(parts->tm_yday);
  out_number(parts->tm_isdst);
}

static void dates(void)
{
  unsigned function = take8();
  struct tm parts;
  memset(&parts, 0, sizeof parts);
  switch (function) {
  case 0: {
    time_t when = (time_t)take64();
    out_parts(gmtime(&when));
    out_parts(localtime_r(&when, &parts));
    out_text(ctime(&when));
    break;
  }
  case 1: {
    parts.tm_sec = (int)take32();
    parts.tm_min = (int)take32();
    parts.tm_hour = (int)take32();
    parts.tm_mday = (int)take32();
    parts.tm_mon = (int)take32();
    parts.tm_year = (int)take32();
    out_number(mktime(&parts));
    out_parts(&parts);
    out_text(asctime(&parts));
    break;
  }
  case 2: {
    static char to[600];
    time_t when = (time_t)take64();
    unsigned size = take16();
    const char *format = take_text();
    gmtime_r(&when, &parts);
    memset(to, '#', sizeof to);
    size_t n = strftime(to, size, format, &parts);
    out_size(n);
    if (n != 0)
      out_bytes(to, n + 2);
    break;
  }
  }
}

/* ---- the heap ---- */

/* Nobody can say what another heap answers; here it is checked that blocks keep what was written to them. */
static void heap(void)
{
  enum { BLOCKS = 24 };
  static struct {
    unsigned char *data;
    unsigned size;
    unsigned char fill;
  } blocks[BLOCKS];
  unsigned steps = take16();
  unsigned bad = 0;
  for (unsigned step = 0; step != steps; ++step) {
    unsigned what = take8();
    unsigned i = take8() % BLOCKS;
    unsigned size = take16();
    unsigned char fill = (unsigned char)(step * 37 + 11);
    for (unsigned n = 0; n != blocks[i].size; ++n)
      bad += blocks[i].data[n] != (unsigned char)(blocks[i].fill + n);
    unsigned char *data = NULL;
    unsigned kept = 0;
    if (what == 3 || what == 4) {
      /* Of realloc with 0 bytes everybody thinks something else. */
      data = realloc(blocks[i].data, size + !ON_HSX);
      /* Without room the block is as it was. */
      if (data == NULL)
        continue;
      kept = size < blocks[i].size ? size : blocks[i].size;
      for (unsigned n = 0; n != kept; ++n)
        bad += data[n] != (unsigned char)(blocks[i].fill + n);
    } else {
      free(blocks[i].data);
      if (what == 0) {
        data = malloc(size);
      } else if (what == 1) {
        data = calloc(size / 4, 4);
        size = size / 4 * 4;
        for (unsigned n = 0; data != NULL && n != size; ++n)
          bad += data[n] != 0;
      } else if (what == 2) {
        unsigned alignment = 1u << size % 9;
        data = aligned_alloc(alignment, (size / alignment + 1) * alignment);
        bad += (uintptr_t)data % alignment != 0;
      }
    }
    bad += (uintptr_t)data % 8 != 0;
    blocks[i].data = data;
    blocks[i].size = data == NULL ? 0 : size;
    blocks[i].fill = fill;
    for (unsigned n = 0; n != blocks[i].size; ++n)
      data[n] = (unsigned char)(fill + n);
#ifdef __HSX__
    struct hsx_heap_info info;
    bad += hsx_heap_info(&info) != 0;
#endif
  }
  for (unsigned i = 0; i != BLOCKS; ++i) {
    for (unsigned n = 0; n != blocks[i].size; ++n)
      bad += blocks[i].data[n] != (unsigned char)(blocks[i].fill + n);
    free(blocks[i].data);
    blocks[i].data = NULL;
    blocks[i].size = 0;
  }
#ifdef __HSX__
  struct hsx_heap_info info;
  bad += hsx_heap_info(&info) != 0 || info.used != 0 || info.free_blocks != 1;
#endif
  out_number(bad);
}

/* ---- files ---- */

/* One stream: what to do with it is in the record, with the seeks that C asks for between reading and writing. */
static void files(void)
{
  static const char modes[][5] = {"w+", "r+", "a+", "r", "w", "a", "w+b", "r+b", "ab", "w+x"};
  static const char path[] = "fuzz-file";
  static char buffer[600];
  FILE *file = NULL;
  fpos_t place;
  int has_place = 0;
  unsigned steps = take16();
  for (unsigned step = 0; step != steps; ++step) {
    unsigned action = take8();
    unsigned n = take16();
    char bytes[2100];
    memset(bytes, '#', sizeof bytes);
    out_char(';');
    if (file == NULL && action >= 2)
      continue;
    switch (action) {
    case 0: /* open */
    case 1: /* the same, on a stream that may be open */
      has_place = 0;
      file = file == NULL ? fopen(path, modes[n % 16]) : freopen(path, modes[n % 16], file);
      out_number(file != NULL);
      if (file != NULL && n >= 16) {
        static const int ways[] = {_IOFBF, _IOLBF, _IONBF};
        unsigned way = n >> 4 & 3;
        out_number(way == 3 ? setvbuf(file, NULL, _IOFBF, 0x40) : setvbuf(file, buffer, ways[way], n >> 6));
      }
      break;
    case 2:
      out_number(fclose(file));
      file = NULL;
      break;
    case 3: out_number(fgetc(file)); break;
    case 4:
      if (fgets(bytes, (int)n + 1, file) != NULL)
        out_text(bytes);
      else
        out_text("nothing");
      break;
    case 5: {
      size_t count = fread(bytes, n & 7, n >> 3, file);
      out_size(count);
      out_bytes(bytes, count * (n & 7));
      break;
    }
    case 6: {
      /* A character put back, which need not be the one that was read. */
      int c = fgetc(file);
      out_number(c);
      if (c != EOF) {
        out_number(ungetc((int)(n & 0xff), file));
        out_number(feof(file) != 0);
      }
      break;
    }
    case 7: {
      int number = -1;
      char word[20] = "";
      out_number(n & 1 ? fscanf(file, "%5d", &number) : fscanf(file, "%9[a-m]", word));
      out_number(number);
      out_text(word);
      break;
    }
    case 8: out_number(fputc((int)(n & 0xff), file)); break;
    case 9:
    case 10:
      for (unsigned i = 0; i != n; ++i)
        bytes[i] = (char)(i * 7 % 11 == 3 ? '\n' : 'a' + (i + step) % 26);
      bytes[n] = '\0';
      if (action == 9)
        out_size(fwrite(bytes, 1, n, file));
      else
        out_number(fputs(bytes, file) >= 0);
      break;
    case 11: out_number(fprintf(file, "%d %.*s\n", (int)n, (int)(n % 40), "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")); break;
    case 12: out_number(fflush(file)); break;
    case 13:
    case 14:
    case 15: {
      int whence = action == 13 ? SEEK_SET : action == 14 ? SEEK_CUR : SEEK_END;
      out_number(fseek(file, (short)n, whence));
      out_number(ftell(file));
      break;
    }
    case 16: rewind(file); break;
    case 17: out_number(ftell(file)); break;
    case 18:
      out_number(fgetpos(file, &place));
      has_place = 1;
      break;
    case 19:
      if (has_place)
        out_number(fsetpos(file, &place));
      break;
    case 20:
      out_number(feof(file) != 0);
      out_number(ferror(file) != 0);
      if (n & 1)
        clearerr(file);
      break;
    }
  }
  if (file != NULL)
    out_number(fclose(file));
  out_number(remove(path) == 0);
}

int main(void)
{
  static void (*const operations[])(void) = {
#ifndef ONLY_FILES
      strings, wide_strings, print_text, scan_text, integers,  floats, arithmetic,
      sorting, characters,   multibyte,  from_wide, dates,     heap,
#else
      [13] =
#endif
#ifndef NO_FILES
          files,
#endif
  };
  unsigned char size[2];
  setlocale(LC_CTYPE, "C.UTF-8");
  while (fread(size, 1, 2, stdin) == 2) {
    unsigned bytes = size[0] | (unsigned)size[1] << 8;
    if (bytes == 0 || bytes > sizeof record || fread(record, 1, bytes, stdin) != bytes)
      return 1;
    next = record;
    length = 0;
    operations[take8()]();
    if ((size_t)(next - record) != bytes)
      out_text("operands are left over");
    line[length] = '\n';
    if (fwrite(line, 1, length + 1, stdout) != length + 1)
      return 1;
    fflush(stdout);
  }
  return ferror(stdin) ? 1 : 0;
}
