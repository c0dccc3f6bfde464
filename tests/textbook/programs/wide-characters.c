/* Multibyte and wide characters: UTF-8 in and out. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

int main(void)
{
  if (setlocale(LC_ALL, "C.UTF-8") == NULL) setlocale(LC_ALL, "C");
  wchar_t wide[32] = L"wide";
  printf("%zu %d %d\n", wcslen(wide), wcscmp(wide, L"wide"), wcscmp(L"a", L"b") < 0);
  wcscat(wcscpy(wide, L"ab"), L"cd");
  printf("%lc %d %d\n", (wint_t)wide[3], wcschr(wide, L'c') - wide == 2, wcschr(wide, L'z') == NULL);
  wmemset(wide, L'x', 3);
  printf("%ls %.2ls|\n", wide, wide);
  char narrow[32];
  size_t n = wcstombs(narrow, L"plain", sizeof narrow);
  printf("%zu %s\n", n, narrow);
  n = mbstowcs(wide, "back again", 32);
  printf("%zu %d\n", n, wide[5] == L'a');
  mbstate_t state;
  memset(&state, 0, sizeof state);
  wchar_t one;
  n = mbrtowc(&one, "Q", 1, &state);
  printf("%zu %d\n", n, one == L'Q');
  printf("%d %d %d\n", mblen("a", 1), mbtowc(&one, "z", 1), wctomb(narrow, L'y'));
  printf("%d %c\n", one == L'z', narrow[0]);
  printf("%s\n", strcmp(setlocale(LC_ALL, "C"), "C") == 0 ? "C" : "other");
  printf("[%s]\n", localeconv()->decimal_point);
  return 0;
}
