/* Rules of the standard that are easily broken. Prints the checks that fail, and how many there were. */
#include <errno.h>
#include <fenv.h>
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
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
  /* Who only counts does so from the state, and leaves it: here the second byte of U+00E9 is to come. */
  const char *rest = "\xa9x";
  wchar_t wide[4];
  CHECK(mbrtowc(NULL, "\xc3", 1, &state) == (size_t)-2);
  CHECK(mbsrtowcs(NULL, &rest, 0, &state) == 2 && !mbsinit(&state));
  CHECK(mbsrtowcs(wide, &rest, 4, &state) == 2 && wide[0] == 0xe9 && wide[1] == 'x' && rest == NULL);
}

/* Standard input is "1234567890". */
static void blocks(void)
{
  char to[200];
  errno = 0;
  CHECK(fread(to, 0x10001, 0x10000, stdin) == 0 && errno == EOVERFLOW && ferror(stdin) && !feof(stdin));
  clearerr(stdin);
  errno = 0;
  CHECK(fwrite(to, SIZE_MAX, 2, stdout) == 0 && errno == EOVERFLOW && ferror(stdout));
  clearerr(stdout);
  CHECK(fread(to, 0, SIZE_MAX, stdin) == 0 && fwrite(to, SIZE_MAX, 0, stdout) == 0 && !ferror(stdin));
  /* Whole elements count. */
  CHECK(fread(to, 4, 3, stdin) == 2 && feof(stdin) && memcmp(to, "1234567890", 10) == 0);
  clearerr(stdin);
  /* Address 8 is nobody's memory. */
  errno = 0;
  CHECK(fread((void *)8, 1, 500, stdin) == 0 && errno == EFAULT && ferror(stdin));
  CHECK(BUFSIZ >= 256 && FOPEN_MAX >= 8 && TMP_MAX >= 25);
}

static int seen;

static void give_up(int number)
{
  ++seen;
  signal(number, SIG_DFL);
}

static void again(int number)
{
  if (++seen < 3) {
    signal(number, again);
    raise(number);
  }
}

static void signals(void)
{
  signal(SIGTERM, give_up);
  CHECK(raise(SIGTERM) == 0 && seen == 1);
  /* What a handler asks for stays when it has returned. */
  CHECK(signal(SIGTERM, SIG_IGN) == SIG_DFL);
  seen = 0;
  signal(SIGINT, again);
  CHECK(raise(SIGINT) == 0 && seen == 3);
  CHECK(signal(SIGINT, SIG_IGN) == again);
}

/* No function sets errno to 0, and none that succeeds has a reason to change it. */
static void kept_errno(void)
{
  char text[64];
  char *end;
  volatile size_t odd = 12;
  /* Else clang would leave out the calls. */
  void *volatile memory;
  struct tm parts = {.tm_year = 100, .tm_mday = 1};
  time_t when = 0;
  errno = ENODEV;
  CHECK(strtol("12", &end, 10) == 12 && errno == ENODEV);
  CHECK(strtod("0.1", &end) == 0.1 && errno == ENODEV);
  CHECK(snprintf(text, sizeof text, "%d %s %.3f", 1, "x", 0.5) == 9 && errno == ENODEV);
  CHECK(sscanf(text, "%d", &(int){0}) == 1 && errno == ENODEV);
  void *block = realloc(malloc(10), 20);
  CHECK(block != NULL && errno == ENODEV);
  free(block);
  CHECK(mktime(&parts) == 946684800 && gmtime(&when) != NULL && errno == ENODEV);
  CHECK(strcmp(strerror(ENODEV), strerror(-1)) != 0 && errno == ENODEV);
  CHECK(setlocale(LC_ALL, "no such locale") == NULL && errno == ENODEV);
  CHECK(fflush(stdout) == 0 && errno == ENODEV);
  errno = 0;
  CHECK((memory = calloc(0x10000, 0x10000)) == NULL && errno == ENOMEM);
  errno = 0;
  CHECK((memory = realloc(NULL, SIZE_MAX)) == NULL && errno == ENOMEM);
  errno = 0;
  CHECK((memory = aligned_alloc(16, SIZE_MAX - 8)) == NULL && errno == ENOMEM);
  errno = 0;
  CHECK((memory = aligned_alloc(odd, 24)) == NULL && errno == EINVAL);
  errno = 0;
  CHECK(strtol("1", &end, 37) == 0 && errno == EINVAL);
}

static void formats(void)
{
  char to[32];
  int count = 7;
  memset(to, '#', sizeof to);
  CHECK(snprintf(to, 4, "%s", "abcdef") == 6 && strcmp(to, "abc") == 0 && to[4] == '#');
  CHECK(snprintf(NULL, 0, "%1000d", 1) == 1000);
  CHECK(snprintf(to, sizeof to, "%*d|", -4, 1) == 5 && strcmp(to, "1   |") == 0);
  CHECK(snprintf(to, sizeof to, "%.*s|", -1, "abc") == 4 && strcmp(to, "abc|") == 0);
  CHECK(snprintf(to, sizeof to, "ab%n%s", &count, (char *)NULL) == 8 && count == 2 && strcmp(to, "ab(null)") == 0);
  CHECK(snprintf(to, 0, "x") == 1 && to[0] == 'a');
}

static void jumps(void)
{
  jmp_buf place;
  volatile int round = 0;
  int value = setjmp(place);
  if (++round < 3)
    longjmp(place, round == 1 ? 0 : -5);
  CHECK(round == 3 && value == -5);
}

static void environment(void)
{
  /* By their addresses: they are functions, not only names in a header. */
  int (*const calls[])(int) = {feclearexcept, feraiseexcept, fetestexcept, fesetround};
  for (unsigned i = 0; i != sizeof calls / sizeof *calls; ++i)
    CHECK(calls[i](0) == 0);
  CHECK(fegetround() == FE_TONEAREST && feraiseexcept(1) != 0 && fesetround(1) != 0);
}

int main(void)
{
  wide_text();
  blocks();
  signals();
  kept_errno();
  formats();
  jumps();
  environment();
  printf("%d checks\n", checks);
  return 0;
}
