/* The Game of Life on a torus. The number of generations may be given as argument. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 16
#define COLUMNS 40

typedef char board[ROWS][COLUMNS];

static board now, next;

static void put_pattern(int row, int column, const char *const *lines)
{
  for (; *lines != NULL; ++lines, ++row)
    for (int i = 0; (*lines)[i] != '\0'; ++i)
      now[row][column + i] = (*lines)[i] == '#';
}

static int neighbours(int row, int column)
{
  int sum = 0;
  for (int dr = -1; dr <= 1; ++dr)
    for (int dc = -1; dc <= 1; ++dc)
      if (dr != 0 || dc != 0)
        sum += now[(row + dr + ROWS) % ROWS][(column + dc + COLUMNS) % COLUMNS];
  return sum;
}

static int step(void)
{
  int alive = 0;
  for (int row = 0; row < ROWS; ++row)
    for (int column = 0; column < COLUMNS; ++column) {
      int n = neighbours(row, column);
      next[row][column] = n == 3 || (n == 2 && now[row][column]);
      alive += next[row][column];
    }
  memcpy(now, next, sizeof now);
  return alive;
}

static void show(int generation)
{
  printf("generation %d\n", generation);
  for (int row = 0; row < ROWS; ++row) {
    for (int column = 0; column < COLUMNS; ++column)
      putchar(now[row][column] ? '#' : '.');
    putchar('\n');
  }
}

int main(int argc, char **argv)
{
  static const char *const glider[] = {".#.", "..#", "###", NULL};
  static const char *const r_pentomino[] = {".##", "##.", ".#.", NULL};
  static const char *const blinker[] = {"###", NULL};
  int generations = argc > 1 ? atoi(argv[1]) : 40;
  int alive = 0;

  put_pattern(1, 1, glider);
  put_pattern(7, 19, r_pentomino);
  put_pattern(12, 33, blinker);
  show(0);
  for (int i = 0; i < generations; ++i)
    alive = step();
  show(generations);
  printf("%d cells are alive\n", alive);
  return 0;
}
