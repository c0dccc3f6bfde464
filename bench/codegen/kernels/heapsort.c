/* Heap sort of words and shell sort of half-words. */
#include "kernel.h"

static uint32_t words[1000];
static int16_t halves[800];

static void sift(uint32_t *a, uint32_t root, uint32_t count) {
  uint32_t value = a[root];
  for (;;) {
    uint32_t child = 2 * root + 1;
    if (child >= count) break;
    if (child + 1 < count && a[child + 1] > a[child]) child++;
    if (a[child] <= value) break;
    a[root] = a[child];
    root = child;
  }
  a[root] = value;
}

KERNEL void heap_sort(uint32_t *a, uint32_t count) {
  for (uint32_t i = count / 2; i-- > 0;) sift(a, i, count);
  for (uint32_t end = count - 1; end > 0; end--) {
    uint32_t t = a[0];
    a[0] = a[end];
    a[end] = t;
    sift(a, 0, end);
  }
}

KERNEL void shell_sort(int16_t *a, int count) {
  int gap = 1;
  while (gap < count / 3) gap = 3 * gap + 1;
  for (; gap > 0; gap /= 3)
    for (int i = gap; i < count; i++) {
      int16_t value = a[i];
      int j = i;
      for (; j >= gap && a[j - gap] > value; j -= gap) a[j] = a[j - gap];
      a[j] = value;
    }
}

unsigned run(void) {
  unsigned seed = 5, hash = 0;
  for (int i = 0; i < 1000; i++) words[i] = NEXT(seed);
  for (int i = 0; i < 800; i++) halves[i] = (int16_t)(NEXT(seed) >> 16);
  heap_sort(words, 1000);
  shell_sort(halves, 800);
  for (int i = 0; i < 1000; i++) hash = MIX(hash, words[i]);
  for (int i = 0; i < 800; i++) hash = MIX(hash, halves[i]);
  return hash;
}
