/* A queue in a ring buffer: an abstract type behind a pointer. */
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct queue queue;

struct queue {
  size_t first, count, size;
  int items[];
};

static queue *queue_new(size_t size)
{
  queue *q = malloc(sizeof *q + size * sizeof q->items[0]);
  if (q != NULL) *q = (queue){.size = size};
  return q;
}

static bool queue_put(queue *q, int item)
{
  if (q->count == q->size) return false;
  q->items[(q->first + q->count++) % q->size] = item;
  return true;
}

static bool queue_get(queue *q, int *item)
{
  if (q->count == 0) return false;
  *item = q->items[q->first];
  q->first = (q->first + 1) % q->size;
  q->count--;
  return true;
}

int main(void)
{
  queue *q = queue_new(5);
  assert(q != NULL);
  int next = 0, item;
  for (int round = 0; round < 4; round++) {
    while (queue_put(q, next)) next++;
    printf("full at %zu;", q->count);
    for (int i = 0; i < 3 && queue_get(q, &item); i++) printf(" %d", item);
    puts("");
  }
  while (queue_get(q, &item)) printf("%d ", item);
  printf("empty\n");
  free(q);
  return 0;
}
