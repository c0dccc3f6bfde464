/* Quicksort with a comparison through a pointer, median of three, insertion sort below eight. */
#include "kernel.h"

struct item {
  int32_t key;
  uint16_t tag;
  uint8_t kind;
};

static struct item items[400];
static int32_t numbers[600];

typedef int (*compare)(const struct item *, const struct item *);

KERNEL int by_key(const struct item *a, const struct item *b) { return (a->key > b->key) - (a->key < b->key); }

KERNEL int by_kind(const struct item *a, const struct item *b) {
  return a->kind != b->kind ? (int)a->kind - (int)b->kind : (int)a->tag - (int)b->tag;
}

static void swap(struct item *a, struct item *b) {
  struct item t = *a;
  *a = *b;
  *b = t;
}

KERNEL void sort_items(struct item *base, int low, int high, compare less) {
  while (high - low > 7) {
    int middle = (low + high) >> 1;
    if (less(&base[middle], &base[low]) < 0) swap(&base[middle], &base[low]);
    if (less(&base[high], &base[low]) < 0) swap(&base[high], &base[low]);
    if (less(&base[high], &base[middle]) < 0) swap(&base[high], &base[middle]);
    struct item pivot = base[middle];
    int i = low, j = high;
    while (i <= j) {
      while (less(&base[i], &pivot) < 0) i++;
      while (less(&base[j], &pivot) > 0) j--;
      if (i <= j) swap(&base[i++], &base[j--]);
    }
    if (j - low < high - i) {
      sort_items(base, low, j, less);
      low = i;
    } else {
      sort_items(base, i, high, less);
      high = j;
    }
  }
  for (int i = low + 1; i <= high; i++)
    for (int j = i; j > low && less(&base[j], &base[j - 1]) < 0; j--) swap(&base[j], &base[j - 1]);
}

KERNEL void sort_numbers(int32_t *a, int count) {
  int stack[40], top = 0, low = 0, high = count - 1;
  for (;;) {
    while (low < high) {
      int32_t pivot = a[(low + high) / 2];
      int i = low, j = high;
      do {
        while (a[i] < pivot) i++;
        while (a[j] > pivot) j--;
        if (i <= j) {
          int32_t t = a[i];
          a[i++] = a[j];
          a[j--] = t;
        }
      } while (i <= j);
      if (j - low < high - i) {
        stack[top++] = i, stack[top++] = high;
        high = j;
      } else {
        stack[top++] = low, stack[top++] = j;
        low = i;
      }
    }
    if (top == 0) return;
    high = stack[--top], low = stack[--top];
  }
}

unsigned run(void) {
  unsigned seed = 4, hash = 0;
  for (int i = 0; i < 400; i++) {
    items[i].key = (int32_t)NEXT(seed);
    items[i].tag = (uint16_t)(seed >> 7);
    items[i].kind = (uint8_t)(seed >> 29);
  }
  for (int i = 0; i < 600; i++) numbers[i] = (int32_t)NEXT(seed) >> 4;
  sort_items(items, 0, 399, by_key);
  for (int i = 0; i < 400; i++) hash = MIX(hash, items[i].tag);
  sort_items(items, 0, 399, by_kind);
  for (int i = 0; i < 400; i++) hash = MIX(hash, items[i].key);
  sort_numbers(numbers, 600);
  for (int i = 0; i < 600; i++) hash = MIX(hash, numbers[i]);
  return hash;
}
