/*
 * Heapsort: O(n log n) comparisons for every input, no memory and no recursion, and little code. Quicksort does less work on
 * average, but on a stack of a few hundred bytes the bound is worth more.
 */
#include <stdint.h>
#include <stdlib.h>

typedef int comparison(const void *, const void *);

struct array {
  unsigned char *base;
  size_t size;
  comparison *compare;
};

/* By words where place and size allow it. */
static void exchange(unsigned char *a, unsigned char *b, size_t size)
{
  typedef uint32_t __attribute__((__may_alias__)) word;
  if ((((uintptr_t)a | (uintptr_t)b | size) & 3u) == 0) {
    for (; size != 0; size -= 4, a += 4, b += 4) {
      word w = *(word *)a;
      *(word *)a = *(word *)b;
      *(word *)b = w;
    }
    return;
  }
  for (; size != 0; --size) {
    unsigned char c = *a;
    *a++ = *b;
    *b++ = c;
  }
}

/* Lets the element at byte offset `at` sink until no child of it is greater; the heap ends at byte offset `end`. */
static void sink(const struct array *heap, size_t at, size_t end)
{
  unsigned char *base = heap->base;
  size_t size = heap->size;
  for (;;) {
    /* Children of n are 2n+1 and 2n+2. */
    size_t child = 2 * at + size;
    if (child >= end || child < at)
      return;
    if (end - child > size && heap->compare(base + child, base + child + size) < 0)
      child += size;
    if (heap->compare(base + at, base + child) >= 0)
      return;
    exchange(base + at, base + child, size);
    at = child;
  }
}

void qsort(void *base, size_t count, size_t size, comparison *compare)
{
  if (count < 2 || size == 0)
    return;
  struct array heap = {base, size, compare};
  size_t end = count * size;
  for (size_t at = count / 2 * size; at != 0;) {
    at -= size;
    sink(&heap, at, end);
  }
  while ((end -= size) != 0) {
    exchange(heap.base, heap.base + end, size);
    sink(&heap, 0, end);
  }
}
