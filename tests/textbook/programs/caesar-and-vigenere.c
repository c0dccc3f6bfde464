/* Ciphers of letters: isupper, islower, toupper; a key that repeats. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static int shifted(int c, int by)
{
  if (isupper(c)) return 'A' + (c - 'A' + by % 26 + 26) % 26;
  if (islower(c)) return 'a' + (c - 'a' + by % 26 + 26) % 26;
  return c;
}

static void caesar(char *text, int by)
{
  for (; *text; text++) *text = (char)shifted((unsigned char)*text, by);
}

static void vigenere(char *text, const char *key, int direction)
{
  size_t used = 0, length = strlen(key);
  for (; *text; text++)
    if (isalpha((unsigned char)*text)) *text = (char)shifted((unsigned char)*text, direction * (tolower((unsigned char)key[used++ % length]) - 'a'));
}

int main(void)
{
  char text[] = "Attack at dawn; bring 40 Zebras!";
  caesar(text, 3), puts(text);
  caesar(text, -3), puts(text);
  caesar(text, 13), puts(text);
  caesar(text, 39), puts(text);
  vigenere(text, "Lemon", 1), puts(text);
  vigenere(text, "Lemon", -1), puts(text);
  for (char *p = text; *p; p++) *p = (char)toupper((unsigned char)*p);
  puts(text);
  return 0;
}
