/* A mix of what system programs do: records, strings, enumerations, small calls, arrays of two dimensions, and pointers. */
#include "kernel.h"

enum colour { RED, GREEN, BLUE, WHITE, BLACK };

struct record {
  struct record *other;
  enum colour colour;
  int number;
  int16_t balance;
  char name[24];
};

static struct record first, second;
static int one[32], two[16][16];
static int global_count;
static char letter;

KERNEL void mix_copy(char *to, const char *from) {
  while ((*to++ = *from++) != 0) {}
}

KERNEL int mix_compare(const char *a, const char *b) {
  while (*a != 0 && *a == *b) a++, b++;
  return *(const unsigned char *)a - *(const unsigned char *)b;
}

KERNEL enum colour mix_colour(enum colour c, int n) {
  switch (c) {
    case RED: return n > 100 ? BLUE : WHITE;
    case GREEN: return n & 1 ? RED : BLACK;
    case BLUE: return GREEN;
    case WHITE: return n % 3 == 0 ? RED : BLUE;
    default: return GREEN;
  }
}

KERNEL int mix_classify(char a, char b) {
  char c = a;
  if (c != b) return 0;
  letter = c;
  return 1;
}

KERNEL void mix_add(int x, int y, int *sum) {
  int local = x + 2;
  *sum = y + local;
}

KERNEL void mix_arrays(int *line, int grid[16][16], int index, int value) {
  int at = index + 5;
  line[at] = value;
  line[at + 1] = line[at];
  line[at + 10] = at;
  for (int i = at & 7; i <= (at & 7) + 1; i++) grid[at & 15][i] = at;
  grid[at & 15][(at - 1) & 15] += 1;
  grid[(at + 10) & 15][at & 15] = line[at];
  global_count = 5;
}

KERNEL void mix_record(struct record *r) {
  struct record *next = r->other;
  *next = *r;
  r->number = 5;
  next->number = r->number;
  next->other = r->other;
  if (next->colour == RED) {
    next->number = 6;
    next->colour = mix_colour(r->colour, next->number);
    mix_add(next->number, 10, &next->number);
  } else
    *r = *next;
}

KERNEL int mix_strings(const char *a, const char *b) {
  int i = 2;
  while (i <= 2)
    if (mix_classify(a[i], b[i + 1]) == 0) {
      letter = 'A';
      i++;
    } else
      i += 2;
  if (letter >= 'W' && letter < 'Z') i = 7;
  if (letter == 'R') return 1;
  if (mix_compare(a, b) > 0) {
    global_count = i + 7;
    return 1;
  }
  return 0;
}

unsigned run(void) {
  unsigned hash = 0;
  char text[24];
  first.other = &second;
  first.colour = WHITE;
  mix_copy(first.name, "SOME RECORD, 1ST TEXT");
  mix_copy(text, "SOME RECORD, 2ND TEXT");
  for (int round = 1; round <= 150; round++) {
    int a = 2, b = 3, c;
    mix_copy(second.name, text);
    hash = MIX(hash, mix_strings(first.name, text));
    while (a < b) {
      mix_add(a, b + round, &c);
      a++;
    }
    mix_arrays(one, two, a + (round & 7), c);
    first.colour = mix_colour(first.colour, round);
    first.balance = (int16_t)(first.balance * 3 + round);
    mix_record(&first);
    b = (b * c - a) / (round & 7 ? round & 7 : 9);
    hash = MIX(hash, b + second.number * 7 + first.balance + global_count);
  }
  for (int i = 0; i < 16; i++)
    for (int j = 0; j < 16; j++) hash = MIX(hash, two[i][j]);
  return MIX(hash, letter);
}
