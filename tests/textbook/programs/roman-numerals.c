/* Roman numerals, both ways, with round trips. */
#include <stdio.h>
#include <string.h>

static const struct { int value; const char *text; } numerals[] = {
    {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
    {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
};

static char *to_roman(int value, char *text)
{
  char *p = text;
  for (size_t i = 0; value > 0; i++)
    for (; value >= numerals[i].value; value -= numerals[i].value) p += sprintf(p, "%s", numerals[i].text);
  *p = '\0';
  return text;
}

static int from_roman(const char *text)
{
  int value = 0;
  for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
    for (size_t n = strlen(numerals[i].text); strncmp(text, numerals[i].text, n) == 0; text += n) value += numerals[i].value;
  return *text ? -1 : value;
}

int main(void)
{
  static const int years[] = {1, 4, 9, 14, 40, 90, 400, 1066, 1984, 2026, 3999};
  char text[32];
  for (size_t i = 0; i < sizeof years / sizeof *years; i++) printf("%d %s\n", years[i], to_roman(years[i], text));
  int wrong = 0;
  for (int n = 1; n < 4000; n++) wrong += from_roman(to_roman(n, text)) != n;
  printf("%d wrong, %d\n", wrong, from_roman("MXQ"));
  return 0;
}
