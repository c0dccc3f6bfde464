#include "days.h"
#include <string.h>
#include <time.h>

struct text {
  char *next;
  /* Where the final NUL must be at the latest; NULL after something did not fit. */
  char *end;
};

static void put(struct text *to, char c)
{
  if (to->next != to->end)
    *to->next++ = c;
  else
    to->end = to->next = NULL;
}

/* At least `width` characters, filled up with `fill` after the sign. */
static void put_number(struct text *to, int number, int width, char fill)
{
  char digits[10];
  int count = 0;
  unsigned magnitude = number < 0 ? 0u - (unsigned)number : (unsigned)number;
  do
    digits[count++] = (char)('0' + magnitude % 10);
  while ((magnitude /= 10) != 0);
  if (number < 0) {
    put(to, '-');
    --width;
  }
  for (; width > count; --width)
    put(to, fill);
  while (count != 0)
    put(to, digits[--count]);
}

/* At most `most` characters of the name at `index` in a list of `count`, each with its NUL; ? for what has no name. */
static void put_name(struct text *to, const char *names, int index, int count, unsigned most)
{
  if ((unsigned)index >= (unsigned)count)
    names = "?";
  else
    for (; index != 0; --index)
      names += strlen(names) + 1;
  for (; *names != '\0' && most != 0; ++names, --most)
    put(to, *names);
}

static const char DAYS[] = "Sunday\0Monday\0Tuesday\0Wednesday\0Thursday\0Friday\0Saturday";
static const char MONTHS[] =
    "January\0February\0March\0April\0May\0June\0July\0August\0September\0October\0November\0December";
enum { SHORT = 3, WHOLE = 99 };

/* The year and the number of the ISO 8601 week: weeks begin with Monday, and the first one has the year's first Thursday. */
struct iso_week {
  int year;
  int week;
};

static struct iso_week iso_week_of(const struct tm *parts, int year)
{
  /* Days to the Thursday of the same week. */
  int thursday = parts->tm_yday + 3 - (parts->tm_wday + 6) % 7;
  if (thursday < 0) {
    --year;
    thursday += 365 + is_leap(year);
  } else if (thursday >= 365 + is_leap(year)) {
    thursday -= 365 + is_leap(year);
    ++year;
  }
  struct iso_week result = {year, thursday / 7 + 1};
  return result;
}

static void put_format(struct text *to, const char *format, const struct tm *parts);

static void put_conversion(struct text *to, char conversion, const struct tm *parts)
{
  /* By way of unsigned, so that a senseless year does no harm. */
  int year = (int)((unsigned)parts->tm_year + 1900u);
  int hour12 = parts->tm_hour % 12 == 0 ? 12 : parts->tm_hour % 12;
  switch (conversion) {
  case 'a':
    put_name(to, DAYS, parts->tm_wday, 7, SHORT);
    break;
  case 'A':
    put_name(to, DAYS, parts->tm_wday, 7, WHOLE);
    break;
  case 'b':
  case 'h':
    put_name(to, MONTHS, parts->tm_mon, 12, SHORT);
    break;
  case 'B':
    put_name(to, MONTHS, parts->tm_mon, 12, WHOLE);
    break;
  case 'c':
    put_format(to, "%a %b %e %H:%M:%S %Y", parts);
    break;
  case 'C':
    put_number(to, floor_divide(year, 100), 2, '0');
    break;
  case 'd':
    put_number(to, parts->tm_mday, 2, '0');
    break;
  case 'D':
  case 'x':
    put_format(to, "%m/%d/%y", parts);
    break;
  case 'e':
    put_number(to, parts->tm_mday, 2, ' ');
    break;
  case 'F':
    put_format(to, "%Y-%m-%d", parts);
    break;
  case 'g':
    year = iso_week_of(parts, year).year;
    __attribute__((__fallthrough__));
  case 'y':
    put_number(to, year - floor_divide(year, 100) * 100, 2, '0');
    break;
  case 'G':
    put_number(to, iso_week_of(parts, year).year, 1, '0');
    break;
  case 'H':
    put_number(to, parts->tm_hour, 2, '0');
    break;
  case 'I':
    put_number(to, hour12, 2, '0');
    break;
  case 'j':
    put_number(to, parts->tm_yday + 1, 3, '0');
    break;
  case 'm':
    put_number(to, parts->tm_mon + 1, 2, '0');
    break;
  case 'M':
    put_number(to, parts->tm_min, 2, '0');
    break;
  case 'n':
    put(to, '\n');
    break;
  case 'p':
    put(to, parts->tm_hour < 12 ? 'A' : 'P');
    put(to, 'M');
    break;
  case 'r':
    put_format(to, "%I:%M:%S %p", parts);
    break;
  case 'R':
    put_format(to, "%H:%M", parts);
    break;
  case 'S':
    put_number(to, parts->tm_sec, 2, '0');
    break;
  case 't':
    put(to, '\t');
    break;
  case 'T':
  case 'X':
    put_format(to, "%H:%M:%S", parts);
    break;
  case 'u':
    put_number(to, parts->tm_wday == 0 ? 7 : parts->tm_wday, 1, '0');
    break;
  case 'U':
    put_number(to, (parts->tm_yday + 7 - parts->tm_wday) / 7, 2, '0');
    break;
  case 'V':
    put_number(to, iso_week_of(parts, year).week, 2, '0');
    break;
  case 'w':
    put_number(to, parts->tm_wday, 1, '0');
    break;
  case 'W':
    put_number(to, (parts->tm_yday + 7 - (parts->tm_wday + 6) % 7) / 7, 2, '0');
    break;
  case 'Y':
    put_number(to, year, 1, '0');
    break;
  case 'z':
    put_format(to, "+0000", parts);
    break;
  case 'Z':
    put_format(to, "UTC", parts);
    break;
  default:
    /* % itself; and what is no conversion stands for its letter. */
    put(to, conversion);
  }
}

static void put_format(struct text *to, const char *format, const struct tm *parts)
{
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      put(to, *format);
      continue;
    }
    ++format;
    /* Forms for other locales are the same in this one. */
    if (*format == 'E' || *format == 'O')
      ++format;
    if (*format == '\0')
      break;
    put_conversion(to, *format, parts);
  }
}

size_t strftime(char *restrict to, size_t size, const char *restrict format, const struct tm *restrict parts)
{
  if (size == 0)
    return 0;
  struct text text = {to, to + size - 1};
  put_format(&text, format, parts);
  if (!text.end)
    return 0;
  *text.next = '\0';
  return (size_t)(text.next - to);
}
