/* Two-dimensional arrays as parameters, with variable length: a glider on a torus. */
#include <stdio.h>
#include <string.h>

static int neighbours(int rows, int columns, char world[rows][columns], int r, int c)
{
  int count = 0;
  for (int dr = -1; dr <= 1; dr++)
    for (int dc = -1; dc <= 1; dc++)
      if (dr || dc) count += world[(r + dr + rows) % rows][(c + dc + columns) % columns] == '*';
  return count;
}

static void step(int rows, int columns, char world[rows][columns])
{
  char next[rows][columns];
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < columns; c++) {
      int n = neighbours(rows, columns, world, r, c);
      next[r][c] = n == 3 || (n == 2 && world[r][c] == '*') ? '*' : '.';
    }
  memcpy(world, next, sizeof next);
}

int main(void)
{
  enum { ROWS = 6, COLUMNS = 9 };
  char world[ROWS][COLUMNS];
  memset(world, '.', sizeof world);
  world[0][1] = world[1][2] = world[2][0] = world[2][1] = world[2][2] = '*';
  for (int generation = 0; generation <= 24; generation++) {
    if (generation % 8 == 0) {
      printf("generation %d\n", generation);
      for (int r = 0; r < ROWS; r++) printf("%.*s\n", COLUMNS, world[r]);
    }
    step(ROWS, COLUMNS, world);
  }
  return 0;
}
