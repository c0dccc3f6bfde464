/* Backtracking: all solutions, and the boards of the first. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define N 8

static int column_of[N], solutions;

static bool safe(int row, int column)
{
  for (int r = 0; r < row; r++)
    if (column_of[r] == column || abs(column_of[r] - column) == row - r) return false;
  return true;
}

static void place(int row)
{
  if (row == N) {
    if (++solutions > 2) return;
    for (int r = 0; r < N; r++) {
      for (int c = 0; c < N; c++) printf(" %c", column_of[r] == c ? 'Q' : '.');
      printf("\n");
    }
    printf("\n");
    return;
  }
  for (int column = 0; column < N; column++) {
    if (!safe(row, column)) continue;
    column_of[row] = column;
    place(row + 1);
  }
}

int main(void)
{
  place(0);
  printf("%d solutions\n", solutions);
  return 0;
}
