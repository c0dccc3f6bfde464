/* Variable arguments: a small printf, a maximum, and a logger by vprintf. */
#include <stdarg.h>
#include <stdio.h>

static void minimal(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  for (const char *p = format; *p; p++) {
    if (*p != '%') {
      putchar(*p);
      continue;
    }
    switch (*++p) {
    case 'd': printf("%d", va_arg(arguments, int)); break;
    case 'f': printf("%f", va_arg(arguments, double)); break;
    case 'l': printf("%lld", va_arg(arguments, long long)); break;
    case 's':
      for (const char *text = va_arg(arguments, char *); *text; text++) putchar(*text);
      break;
    default: putchar(*p);
    }
  }
  va_end(arguments);
}

static int maximum(int count, ...)
{
  va_list numbers, again;
  va_start(numbers, count);
  va_copy(again, numbers);
  int most = va_arg(numbers, int), sum = 0;
  for (int i = 1; i < count; i++) {
    int next = va_arg(numbers, int);
    if (next > most) most = next;
  }
  for (int i = 0; i < count; i++) sum += va_arg(again, int);
  va_end(again);
  va_end(numbers);
  printf("sum %d, ", sum);
  return most;
}

static int logged(const char *file, int line, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int length = printf("%s:%d: ", file, line) + vprintf(format, arguments);
  va_end(arguments);
  return length;
}

int main(void)
{
  minimal("%d apples, %f each, %s; %l%%\n", 3, 0.25, "cheap", 1LL << 40);
  printf("max %d\n", maximum(5, 3, -7, 22, 9, 0));
  printf("%d\n", logged("main.c", 7, "%s=%+.3e %c\n", "x", -12345.678, '!'));
  return 0;
}
