/* Generic code by void pointers and sizes: swap, reverse, a vector that grows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void swap(void *a, void *b, size_t size)
{
  unsigned char *x = a, *y = b;
  while (size-- > 0) {
    unsigned char t = *x;
    *x++ = *y;
    *y++ = t;
  }
}

static void reverse(void *base, size_t count, size_t size)
{
  char *low = base, *high = low + count * size;
  while (low < (high -= size)) {
    swap(low, high, size);
    low += size;
  }
}

struct vector { void *items; size_t count, room, size; };

static void *append(struct vector *v, const void *item)
{
  if (v->count == v->room) {
    size_t room = v->room ? 2 * v->room : 2;
    void *items = realloc(v->items, room * v->size);
    if (items == NULL) return NULL;
    v->items = items;
    v->room = room;
  }
  return memcpy((char *)v->items + v->count++ * v->size, item, v->size);
}

int main(void)
{
  struct vector words = {.size = sizeof(char *)}, points = {.size = sizeof(struct { short x; double y; })};
  const char *text[] = {"alpha", "beta", "gamma", "delta", "epsilon"};
  for (int i = 0; i < 5; i++) append(&words, &text[i]);
  reverse(words.items, words.count, words.size);
  for (size_t i = 0; i < words.count; i++) printf("%s ", ((char **)words.items)[i]);
  printf("(%zu of %zu)\n", words.count, words.room);
  struct { short x; double y; } p;
  for (p.x = 0; p.x < 9; p.x++) {
    p.y = p.x / 4.0;
    append(&points, &p);
  }
  reverse(points.items, points.count, points.size);
  memcpy(&p, (char *)points.items + 2 * points.size, sizeof p);
  printf("%d %.2f of %zu\n", p.x, p.y, points.count);
  free(words.items);
  free(points.items);
  return 0;
}
