/* Reads hexadecimal bytes, one string a line, and prints what the multibyte functions make of it; then the rest of wchar.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <wchar.h>
#include <wctype.h>

static void print(const wchar_t *s)
{
  while (*s)
    printf("%x ", (unsigned)*s++);
}

static void decode(const char *bytes, size_t n)
{
  mbstate_t state = {0};
  /* Once in one piece, once byte by byte. */
  for (size_t at = 0; at < n;) {
    wchar_t c = 0;
    size_t used = mbrtowc(&c, bytes + at, n - at, &state);
    printf("%d:%x ", (int)used, (unsigned)c);
    if ((int)used <= 0)
      break;
    at += used;
  }
  printf("|");
  memset(&state, 0, sizeof state);
  for (size_t at = 0; at < n; ++at) {
    wchar_t c = 0;
    int used = (int)mbrtowc(&c, bytes + at, 1, &state);
    if (used == -1) {
      printf(" -1");
      break;
    }
    if (used >= 0)
      printf(" %x", (unsigned)c);
  }
  printf(" |");
  char16_t half;
  memset(&state, 0, sizeof state);
  for (size_t at = 0; at < n;) {
    size_t used = mbrtoc16(&half, bytes + at, n - at, &state);
    if (used == (size_t)-3)
      used = 0;
    else if ((int)used <= 0)
      break;
    at += used;
    printf(" %x", (unsigned)half);
    /* The second half comes without bytes. */
    if (at == n && half >= 0xd800 && half < 0xdc00) {
      used = mbrtoc16(&half, "", 0, &state);
      printf(" %x", (unsigned)half);
    }
  }
  puts("");
}

int main(void)
{
  char line[128], bytes[64];
  while (fgets(line, sizeof line, stdin)) {
    size_t n = 0;
    for (char *p = line; p[0] > ' ' && p[1] > ' '; p += 2) {
      char digits[3] = {p[0], p[1], 0};
      bytes[n++] = (char)strtol(digits, NULL, 16);
    }
    decode(bytes, n);
  }

  wchar_t wide[16], more[16];
  static const char text[] = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80";
  printf("%d ", (int)mbstowcs(wide, text, 16));
  print(wide);
  printf("%d ", (int)mbstowcs(NULL, text, 0));
  printf("%d ", (int)wcstombs(bytes, wide, sizeof bytes));
  printf("%d ", strcmp(bytes, text));
  printf("%d %d ", (int)wcstombs(NULL, wide, 0), (int)wcstombs(bytes, wide, 5));
  printf("%d %d %d\n", mblen(text + 1, 2), mblen(text + 1, 1), mblen("", 1));
  const char *rest = text;
  mbstate_t state = {0};
  printf("%d %d ", (int)mbsrtowcs(wide, &rest, 2, &state), (int)(rest - text));
  printf("%d %d ", (int)mbsrtowcs(wide, &rest, 9, &state), rest == NULL);
  const wchar_t bad[] = {'x', 0xd800, 0}, *from = bad;
  errno = 0;
  printf("%d %d %d ", (int)wcsrtombs(bytes, &from, 9, NULL), (int)(from - bad), errno == EILSEQ);
  printf("%d %d %d %d\n", (int)wcrtomb(bytes, 0x110000, NULL), wctomb(bytes, 0x10ffff), wctomb(NULL, 1), mbsinit(&state));

  printf("%d ", (int)c16rtomb(bytes, 0xd83d, &state));
  printf("%d %d ", (int)c16rtomb(bytes, 0xde00, &state), memcmp(bytes, text + 6, 4));
  printf("%d ", (int)c16rtomb(bytes, 0xde00, &state));
  printf("%d %d\n", (int)c32rtomb(bytes, 0x20ac, NULL), (int)mbrtoc32(NULL, text, 4, NULL));

  wcscpy(wide, L"one two");
  wcscat(wide, L" three");
  wcsncat(wide, L"456", 1);
  print(wide);
  printf("%d %d %d ", (int)wcslen(wide), wcscmp(wide, L"one"), wcscmp(L"on", wide));
  printf("%d %d %d ", wcsncmp(wide, L"oneX", 3), (int)(wcschr(wide, 't') - wide), (int)(wcsrchr(wide, 't') - wide));
  printf("%d %d ", wcschr(wide, 'X') == NULL, wcsrchr(wide, 'X') == NULL);
  printf("%d %d ", (int)(wcsstr(wide, L"two") - wide), wcsstr(wide, L"twox") == NULL);
  printf("%d %d %d\n", (int)wcsspn(wide, L"eno"), (int)wcscspn(wide, L"t "), (int)(wcspbrk(wide, L"wr") - wide));
  wchar_t *place;
  for (wchar_t *word = wcstok(wide, L" ", &place); word; word = wcstok(NULL, L" ", &place))
    printf("%d ", (int)wcslen(word));
  wmemset(wide, 'z', 3);
  wmemcpy(more, wide, 4);
  wmemmove(more + 1, more, 3);
  printf("%d %d ", wmemcmp(more, wide, 3), wmemcmp(more, wide, 5) != 0);
  printf("%d %d ", wmemchr(more, 'q', 4) == NULL, (int)(wmemchr(more, 'z', 4) - more));
  wcsncpy(more, L"ab", 4);
  printf("%d %d\n", (int)more[3], (int)wcsxfrm(more, L"abc", 16));
  printf("%d %d %d %d %d ", iswalpha('a') != 0, iswalpha(0xe4), iswdigit('5') != 0, towupper('x'), towlower(0xc4));
  printf("%d %d ", iswctype('F', wctype("xdigit")) != 0, iswctype('g', wctype("xdigit")));
  printf("%d %c %d ", (int)wctype("nothing"), (char)towctrans('A', wctrans("tolower")), btowc(0x80) == WEOF);
  printf("%d %d\n", wctob('A'), wctob(0x3b1) == EOF);
  return 0;
}
