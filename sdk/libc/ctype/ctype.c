/* Comparisons instead of a table: each is a few instructions, and a program pays for what it uses. */
#include <ctype.h>

/* Whether low <= c <= high, with one comparison. */
#define BETWEEN(c, low, high) ((unsigned)(c) - (low) <= (unsigned)((high) - (low)))

int isdigit(int c)
{
  return BETWEEN(c, '0', '9');
}

int islower(int c)
{
  return BETWEEN(c, 'a', 'z');
}

int isupper(int c)
{
  return BETWEEN(c, 'A', 'Z');
}

int isalpha(int c)
{
  /* Bit 5 is the case: both cases become the lower one, and nothing else becomes a letter. */
  return BETWEEN((unsigned)c | 0x20u, 'a', 'z');
}

int isalnum(int c)
{
  return isalpha(c) || isdigit(c);
}

int isxdigit(int c)
{
  return isdigit(c) || BETWEEN((unsigned)c | 0x20u, 'a', 'f');
}

int isblank(int c)
{
  return c == ' ' || c == '\t';
}

int isspace(int c)
{
  return c == ' ' || BETWEEN(c, '\t', '\r');
}

int iscntrl(int c)
{
  return BETWEEN(c, 0, 0x1f) || c == 0x7f;
}

int isprint(int c)
{
  return BETWEEN(c, ' ', '~');
}

int isgraph(int c)
{
  return BETWEEN(c, '!', '~');
}

int ispunct(int c)
{
  return isgraph(c) && !isalnum(c);
}

int tolower(int c)
{
  return isupper(c) ? c + ('a' - 'A') : c;
}

int toupper(int c)
{
  return islower(c) ? c - ('a' - 'A') : c;
}
