/* Characters beyond ASCII belong to no class, as ctype.h says of them too. */
#include <ctype.h>
#include <string.h>
#include <wctype.h>

int iswalnum(wint_t c)
{
  return isalnum((int)c);
}

int iswalpha(wint_t c)
{
  return isalpha((int)c);
}

int iswblank(wint_t c)
{
  return isblank((int)c);
}

int iswcntrl(wint_t c)
{
  return iscntrl((int)c);
}

int iswdigit(wint_t c)
{
  return isdigit((int)c);
}

int iswgraph(wint_t c)
{
  return isgraph((int)c);
}

int iswlower(wint_t c)
{
  return islower((int)c);
}

int iswprint(wint_t c)
{
  return isprint((int)c);
}

int iswpunct(wint_t c)
{
  return ispunct((int)c);
}

int iswspace(wint_t c)
{
  return isspace((int)c);
}

int iswupper(wint_t c)
{
  return isupper((int)c);
}

int iswxdigit(wint_t c)
{
  return isxdigit((int)c);
}

wint_t towlower(wint_t c)
{
  return (wint_t)tolower((int)c);
}

wint_t towupper(wint_t c)
{
  return (wint_t)toupper((int)c);
}

/* Number of a name in a list, from 1 on; 0 when it is not there. */
static unsigned number_of(const char *names, const char *name)
{
  for (unsigned number = 1; *names != '\0'; ++number, names += strlen(names) + 1)
    if (strcmp(names, name) == 0)
      return number;
  return 0;
}

wctype_t wctype(const char *name)
{
  return number_of("alnum\0alpha\0blank\0cntrl\0digit\0graph\0lower\0print\0punct\0space\0upper\0xdigit\0", name);
}

int iswctype(wint_t c, wctype_t which)
{
  static int (*const classes[])(int) = {isalnum, isalpha, isblank, iscntrl, isdigit, isgraph,
                                        islower, isprint, ispunct, isspace, isupper, isxdigit};
  return which - 1 < sizeof classes / sizeof *classes ? classes[which - 1]((int)c) : 0;
}

wctrans_t wctrans(const char *name)
{
  return number_of("tolower\0toupper\0", name);
}

wint_t towctrans(wint_t c, wctrans_t which)
{
  return which == 1 ? towlower(c) : which == 2 ? towupper(c) : c;
}
