/* Every way printf shows an integer, a character and a string. */
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

int main(int argc, char **argv)
{
  static const int values[] = {0, 7, -42, INT_MAX, INT_MIN};
  for (unsigned i = 0; i < sizeof values / sizeof values[0]; i++) {
    int x = values[i];
    printf("%d|%i|%u|%o|%x|%X\n", x, x, (unsigned)x, (unsigned)x, (unsigned)x, (unsigned)x);
    printf("%12d|%-12d|%012d|%+d|% d|%.5d|%12.5d|%-12.5d|\n", x, x, x, x, x, x, x, x);
    printf("%#o|%#x|%#X|%#10x|%#010x|%.0d|\n", (unsigned)x, (unsigned)x, (unsigned)x, (unsigned)x, (unsigned)x, x);
  }
  printf("%hhd %hhu %hd %hu\n", (signed char)-1, (unsigned char)255, (short)-32768, (unsigned short)65535);
  printf("%lld %llu %llx %jd %zu %td\n", LLONG_MIN, ULLONG_MAX, 0x123456789abcdefULL, (intmax_t)-5, sizeof(int), (ptrdiff_t)-3);
  printf("%" PRId8 " %" PRIu16 " %" PRIX32 " %" PRId64 "\n", (int8_t)-8, (uint16_t)16, (uint32_t)0xC0FFEE, (int64_t)1 << 62);
  printf("[%c] [%5c] [%-5c]\n", 'x', 'y', 'z');
  printf("[%s] [%8s] [%-8s] [%.2s] [%8.2s] [%-8.2s] [%.*s]\n", "text", "text", "text", "text", "text", "text", 1, "text");
  (void)argv;
  int count;
  printf("count%n", &count);
  printf(" %d%%\n", count);
  char small[8];
  size_t room = sizeof small;
  int needed = snprintf(small, argc > 0 ? room : 0, "%d bottles", 1000000);
  printf("[%s] %d\n", small, needed);
  printf("%d\n", snprintf(NULL, 0, "%s-%d", "measure", 12));
  char line[32];
  printf("%d [%s]\n", sprintf(line, "%03d:%-4s:%c", 5, "ab", '#'), line);
  return 0;
}
