/* Rules of the standard that are easily broken. Prints the checks that fail, and how many there were. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static int checks;

#define CHECK(condition) (++checks, (condition) ? (void)0 : (void)printf("line %d: %s\n", __LINE__, #condition))

static void wide_text(void)
{
  /* What follows the last character that there is room for is not looked at: here it has no encoding. */
  static const wchar_t text[] = {0xe9, 0xd800, 0};
  const wchar_t *from = text;
  char to[8];
  mbstate_t state = {0};
  CHECK(wcstombs(to, text, 2) == 2 && memcmp(to, "\xc3\xa9", 2) == 0);
  CHECK(wcstombs(to, text, 0) == 0);
  CHECK(wcstombs(to, text, 3) == (size_t)-1);
  CHECK(wcsrtombs(to, &from, 2, &state) == 2 && from == text + 1);
}

int main(void)
{
  wide_text();
  printf("%d checks\n", checks);
  return 0;
}
