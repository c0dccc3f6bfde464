/* Sudoku by backtracking over the cell with the fewest candidates; sets as bits. */
#include <stdio.h>

static int cells[81];
static unsigned rows[9], columns[9], boxes[9];
static long tried;

static void set(int at, int digit, int on)
{
  unsigned bit = 1u << digit;
  cells[at] = on ? digit : 0;
  int r = at / 9, c = at % 9, b = r / 3 * 3 + c / 3;
  if (on) rows[r] |= bit, columns[c] |= bit, boxes[b] |= bit;
  else rows[r] &= ~bit, columns[c] &= ~bit, boxes[b] &= ~bit;
}

static int solve(void)
{
  int best = -1, fewest = 10;
  unsigned choice = 0;
  for (int at = 0; at < 81; at++) {
    if (cells[at]) continue;
    unsigned free = 0x3FE & ~(rows[at / 9] | columns[at % 9] | boxes[at / 27 * 3 + at % 9 / 3]);
    int n = __builtin_popcount(free);
    if (n < fewest) fewest = n, best = at, choice = free;
  }
  if (best < 0) return 1;
  for (int digit = 1; digit <= 9; digit++) {
    if (!(choice >> digit & 1)) continue;
    tried++;
    set(best, digit, 1);
    if (solve()) return 1;
    set(best, digit, 0);
  }
  return 0;
}

int main(void)
{
  static const char puzzle[] =
      "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";
  for (int i = 0; i < 81; i++)
    if (puzzle[i] != '.') set(i, puzzle[i] - '0', 1);
  printf("%s\n", solve() ? "solved" : "impossible");
  for (int i = 0; i < 81; i++) printf("%d%s", cells[i], i % 9 < 8 ? " " : "\n");
  printf("%ld tried\n", tried);
  return 0;
}
