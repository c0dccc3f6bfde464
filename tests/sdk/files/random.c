/* Random calls on one stream against a copy in memory; every result must agree. Prints a sum over all that was read. */
#include <stdio.h>
#include <string.h>

enum { ROOM = 2000 };
static unsigned char model[ROOM];
static long size, position;
static unsigned long seed;
static unsigned sum;

static unsigned chance(unsigned below)
{
  seed = (seed * 1103515245ul + 12345ul) & 0x7ffffffful;
  return (unsigned)(seed >> 8) % below;
}

static int fail(const char *what, long got, long expected)
{
  printf("%s: %ld instead of %ld, position %ld of %ld\n", what, got, expected, position, size);
  return 1;
}

static int agree(FILE *file, int append, int steps)
{
  unsigned char block[400];
  enum { NOTHING, READING, WRITING } last = NOTHING;
  for (int step = 0; step < steps; ++step) {
    unsigned action = chance(10);
    unsigned length = chance(chance(4) == 0 ? 400 : 12);
    int writes = action < 4;
    if (action >= 8 || (writes && last == READING) || (!writes && last == WRITING)) {
      /* A new place, or the same one. */
      long to = chance(2) == 0 ? position : (long)chance((unsigned)size + 30);
      int whence = (int)chance(3);
      long from = whence == 0 ? 0 : whence == 1 ? position : size;
      if (to > ROOM - 500)
        to = 0;
      if (fseek(file, to - from, whence == 0 ? SEEK_SET : whence == 1 ? SEEK_CUR : SEEK_END) != 0)
        return fail("fseek", -1, 0);
      position = to;
      last = NOTHING;
      if (action >= 8)
        continue;
    }
    if (writes) {
      if (length == 0 || (append ? size : position) + (long)length > ROOM)
        continue;
      if (append)
        position = size;
      for (unsigned i = 0; i < length; ++i)
        block[i] = (unsigned char)chance(256);
      if (position > size)
        memset(model + size, 0, (size_t)(position - size));
      memcpy(model + position, block, length);
      position += (long)length;
      if (position > size)
        size = position;
      if (action < 2) {
        size_t count = fwrite(block, 1, length, file);
        if (count != length)
          return fail("fwrite", (long)count, (long)length);
      } else {
        for (unsigned i = 0; i < length; ++i)
          if (fputc(block[i], file) != block[i])
            return fail("fputc", EOF, block[i]);
      }
      last = WRITING;
    } else if (action < 6) {
      long there = position < size ? size - position : 0;
      long expected = there < (long)length ? there : (long)length;
      long count = (long)fread(block, 1, length, file);
      if (count != expected || (count != 0 && memcmp(block, model + position, (size_t)count) != 0))
        return fail("fread", count, expected);
      for (long i = 0; i < count; ++i)
        sum = sum * 31 + block[i];
      position += count;
      if (length != 0)
        last = READING;
      if (count < (long)length) {
        if (!feof(file))
          return fail("feof", 0, 1);
        clearerr(file);
      }
    } else {
      int expected = position < size ? model[position] : EOF;
      int c = fgetc(file);
      if (c != expected)
        return fail("fgetc", c, expected);
      last = READING;
      if (c == EOF) {
        clearerr(file);
      } else if (chance(3) == 0) {
        if (ungetc(c, file) != c)
          return fail("ungetc", EOF, c);
      } else {
        sum = sum * 31 + (unsigned)c;
        ++position;
      }
    }
    if (chance(6) == 0 && ftell(file) != position)
      return fail("ftell", ftell(file), position);
    if (last == WRITING && chance(8) == 0) {
      fflush(file);
      last = NOTHING;
    }
  }
  return 0;
}

int main(void)
{
  static char buffer[64];
  for (unsigned round = 0; round < 24; ++round) {
    int append = round % 3 == 2;
    remove("random");
    seed = round + 1;
    size = position = 0;
    FILE *file = fopen("random", append ? "a+" : "w+");
    if (round % 4 == 1)
      setvbuf(file, buffer, _IOFBF, sizeof buffer);
    else if (round % 4 == 3)
      setvbuf(file, NULL, round % 8 == 3 ? _IONBF : _IOLBF, BUFSIZ);
    for (int part = 0; part < 3; ++part) {
      if (agree(file, append, 40) != 0) {
        printf("round %u, part %d\n", round, part);
        return 1;
      }
      fclose(file);
      file = fopen("random", append ? "a+" : "r+");
      position = 0;
    }
    fclose(file);
    printf("%u: %ld bytes, %u\n", round, size, sum);
  }
  remove("random");
  return 0;
}
