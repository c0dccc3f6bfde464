/* Formatted output and input where C leaves no choice: prints the same with every C library. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 1;

static uint32_t next(void)
{
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) ^ (uint32_t)(state >> 13);
}

static double number(unsigned round)
{
  static const double edges[] = {0.0, 0.5, 1.5, 2.5, 9.5, 99.95, 999999.5, 1e15, 1e16, 1e17, 1e22, 1e23, 5e-324, 1.7976931348623157e308};
  uint64_t bits = (uint64_t)next() << 32 | next();
  double value;
  if (round % 4 == 0)
    return edges[next() % (sizeof edges / sizeof *edges)];
  if (round % 4 != 1)
    bits = (bits & ~(UINT64_C(0x7ff) << 52)) | (uint64_t)(1000 + next() % 60) << 52;
  memcpy(&value, &bits, sizeof value);
  return value != value ? 1.0 : value;
}

/* A conversion of random flags, width and precision. */
static void specify(char *format, const char *length, char letter)
{
  *format++ = '%';
  for (const char *flag = "-+ #0"; *flag != '\0'; ++flag)
    if (next() % 4 == 0 && (*flag != '#' || strchr("oxXeEfFgGaA", letter)) && (*flag != '0' || letter != 's'))
      *format++ = *flag;
  if (next() % 2)
    format += sprintf(format, "%d", (int)(next() % 30));
  if (next() % 2)
    format += sprintf(format, ".%d", (int)(next() % 20));
  sprintf(format, "%s%c", length, letter);
}

static void print_numbers(void)
{
  char format[40];
  for (unsigned round = 0; round < 400; ++round) {
    double value = number(round);
    specify(format, "", "eEfFgGaA"[next() % 8]);
    /* How %a begins is up to the library: a subnormal number may begin with 0 or 1. */
    if (strpbrk(format, "aA") && value != 0 && value > -2.2250738585072014e-308 && value < 2.2250738585072014e-308)
      value = 1;
    printf("%s:", format);
    printf(format, value);
    putchar('\n');
    specify(format, "", "diuoxX"[next() % 6]);
    printf("%s:", format);
    printf(format, (int)next() >> next() % 32);
    putchar('\n');
    specify(format, "ll", "diuoxX"[next() % 6]);
    printf("%s:", format);
    printf(format, (long long)((uint64_t)next() << 32 | next()) >> next() % 64);
    putchar('\n');
    specify(format, "", 's');
    printf("%s:", format);
    printf(format, "some text");
    putchar('\n');
  }
}

static void read_numbers(void)
{
  char text[64];
  for (unsigned round = 0; round < 300; ++round) {
    double value = number(round);
    double back = 0;
    float narrow = 0;
    char *end;
    char word[8] = "";
    int length = 0;
    int count;
    sprintf(text, round % 3 == 0 ? "%.17g rest" : round % 3 == 1 ? "%a rest" : "%.30e rest", value);
    back = strtod(text, &end);
    narrow = strtof(text, NULL);
    printf("%a %a %d %s", back, (double)narrow, (int)(end - text), back == value ? "same" : "other");
    back = 0;
    count = sscanf(text, "%lf %3s%n", &back, word, &length);
    printf(" %d %d %s %d\n", count, back == value, word, length);
  }
}

static void scan_texts(void)
{
  int a, b, n, result;
  char s[20], t[20];
#define SCAN(in, format, ...) (a = b = n = -9, strcpy(s, "-"), strcpy(t, "-"), sscanf(in, format, __VA_ARGS__))
#define SHOW(scan) result = scan, printf("%d: %d %d %d %s %s\n", result, a, b, n, s, t)
  SHOW(SCAN(" 12 -34", "%d%d%n", &a, &b, &n));
  SHOW(SCAN("12345", "%2d%1d%n", &a, &b, &n));
  SHOW(SCAN("0x1f,077", "%i,%i%n", &a, &b, &n));
  SHOW(SCAN("ff 777", "%x%o", (unsigned *)&a, (unsigned *)&b));
  SHOW(SCAN("1 ,2", "%d,%d", &a, &b));
  SHOW(SCAN("1 ,2", "%d ,%d", &a, &b));
  SHOW(SCAN("50%5", "%d%%%d", &a, &b));
  SHOW(SCAN("1 2 3", "%d%*d%d", &a, &b));
  SHOW(SCAN("", "%d", &a));
  SHOW(SCAN("  ", "%d", &a));
  SHOW(SCAN("x", "%d", &a));
  SHOW(SCAN("key = value; more", " %19[^ =] = %19[^;]%n", s, t, &n));
  SHOW(SCAN("]x]y", "%[]x]%s", s, t));
  SHOW(SCAN("x-zq", "%[a-x-]%s", s, t));
  SHOW(SCAN("abc", "%[x]%s", s, t));
  SHOW(SCAN("hello world", "%3s%s", s, t));
  SHOW(SCAN("09:05:30", "%d:%d:%n", &a, &b, &n));
}

int main(void)
{
  print_numbers();
  read_numbers();
  scan_texts();
  return 0;
}
