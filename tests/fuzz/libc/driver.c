/*
 * Makes the calls that calls.ts invents, and says what came of them: a record per call on standard input (2 bytes of length, the
 * operation, its operands), a line per call on standard output. Compiled for HSX and for the machine that the test runs on; the lines
 * must be the same. All of it at level core is more than an image may hold, so there it comes in two parts (ONLY_FILES, NO_FILES). What has another size there (long, size_t) is reckoned in 32 bits: see ON_HSX.
 * One program for both compilers, a file in driver/ for each subject.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <uchar.h>
#include <wchar.h>
#include <wctype.h>

#ifdef __HSX__
#include <hsx/heap.h>
#define ON_HSX 1
int __hsx_vsnprintf_int(char *, size_t, const char *, va_list);
int __hsx_sscanf_int(const char *, const char *, ...);
#else
#define ON_HSX 0
#define __hsx_sscanf_int sscanf
#endif

#include "driver/record.h"
#include "driver/strings.h"
#include "driver/formatted.h"
#include "driver/numbers.h"
#include "driver/sorting.h"
#include "driver/characters.h"
#include "driver/dates.h"
#include "driver/heap.h"
#include "driver/files.h"

int main(void)
{
  static void (*const operations[])(void) = {
#ifndef ONLY_FILES
      strings, wide_strings, print_text, scan_text, integers,  floats, arithmetic,
      sorting, characters,   multibyte,  from_wide, dates,     heap,
#else
      [13] =
#endif
#ifndef NO_FILES
          files,
#endif
  };
  unsigned char size[2];
  setlocale(LC_CTYPE, "C.UTF-8");
  while (fread(size, 1, 2, stdin) == 2) {
    unsigned bytes = size[0] | (unsigned)size[1] << 8;
    if (bytes == 0 || bytes > sizeof record || fread(record, 1, bytes, stdin) != bytes)
      return 1;
    next = record;
    length = 0;
    operations[take8()]();
    if ((size_t)(next - record) != bytes)
      out_text("operands are left over");
    line[length] = '\n';
    if (fwrite(line, 1, length + 1, stdout) != length + 1)
      return 1;
    fflush(stdout);
  }
  return ferror(stdin) ? 1 : 0;
}
