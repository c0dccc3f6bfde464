/* Backtracking: queens with arrays, queens with bit masks, subset sums, and a maze filled recursively. */
#include "kernel.h"

static uint8_t column[16], up[32], down[32];
static uint8_t maze[16][16];

KERNEL int queens_arrays(int row, int size) {
  if (row == size) return 1;
  int count = 0;
  for (int c = 0; c < size; c++) {
    if (column[c] || up[row + c] || down[row - c + size]) continue;
    column[c] = up[row + c] = down[row - c + size] = 1;
    count += queens_arrays(row + 1, size);
    column[c] = up[row + c] = down[row - c + size] = 0;
  }
  return count;
}

KERNEL int queens_masks(uint32_t all, uint32_t columns, uint32_t left, uint32_t right) {
  if (columns == all) return 1;
  int count = 0;
  uint32_t open = all & ~(columns | left | right);
  while (open != 0) {
    uint32_t bit = open & -open;
    open ^= bit;
    count += queens_masks(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return count;
}

KERNEL int subsets(const int16_t *values, int count, int wanted) {
  if (wanted == 0) return 1;
  if (count == 0 || wanted < 0) return 0;
  return subsets(values + 1, count - 1, wanted - values[0]) + subsets(values + 1, count - 1, wanted);
}

KERNEL int fill(int x, int y, uint8_t colour) {
  if (x < 0 || y < 0 || x > 15 || y > 15 || maze[y][x] != 0) return 0;
  maze[y][x] = colour;
  return 1 + fill(x + 1, y, colour) + fill(x - 1, y, colour) + fill(x, y + 1, colour) + fill(x, y - 1, colour);
}

unsigned run(void) {
  static const int16_t values[] = {3, 34, 4, 12, 5, 2, 7, 8, 9, 10, 15, 16};
  unsigned hash = 0, seed = 17;
  hash = MIX(hash, queens_arrays(0, 6));
  hash = MIX(hash, queens_masks(0xff, 0, 0, 0));
  hash = MIX(hash, subsets(values, 12, 41));
  for (int y = 0; y < 16; y++)
    for (int x = 0; x < 16; x++) maze[y][x] = (NEXT(seed) >> 28) < 5;
  for (int i = 0; i < 16; i++) hash = MIX(hash, fill(i, (i * 7) & 15, (uint8_t)(i + 2)));
  return hash;
}
