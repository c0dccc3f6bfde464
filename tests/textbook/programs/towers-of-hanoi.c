/* Recursion: the towers of Hanoi, with the discs drawn at some moments. */
#include <stdio.h>
#include <string.h>

#define DISCS 5

static int pegs[3][DISCS], height[3], moves;

static void draw(void)
{
  for (int level = DISCS - 1; level >= 0; level--) {
    for (int peg = 0; peg < 3; peg++) {
      int size = level < height[peg] ? pegs[peg][level] : 0;
      char row[2 * DISCS + 2];
      memset(row, ' ', sizeof row);
      row[sizeof row - 1] = '\0';
      row[DISCS] = '|';
      for (int i = 0; i < size; i++) row[DISCS - 1 - i] = row[DISCS + 1 + i] = '=';
      printf("%s", row);
    }
    printf("\n");
  }
}

static void move(int n, int from, int to, int spare)
{
  if (n == 0) return;
  move(n - 1, from, spare, to);
  pegs[to][height[to]++] = pegs[from][--height[from]];
  if (++moves % 10 == 1) {
    printf("move %d: %c to %c\n", moves, 'A' + from, 'A' + to);
    draw();
  }
  move(n - 1, spare, to, from);
}

int main(void)
{
  for (int i = 0; i < DISCS; i++) pegs[0][height[0]++] = DISCS - i;
  move(DISCS, 0, 2, 1);
  printf("%d moves\n", moves);
  draw();
  return 0;
}
