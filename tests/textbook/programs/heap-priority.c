/* A binary heap as a priority queue with a comparison given by the caller. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct job { int priority; char name[12]; };

struct heap {
  struct job *jobs;
  size_t count, room;
  int (*before)(const struct job *, const struct job *);
};

static void swap(struct job *a, struct job *b)
{
  struct job t = *a;
  *a = *b;
  *b = t;
}

static int push(struct heap *h, int priority, const char *name)
{
  if (h->count == h->room) {
    struct job *jobs = realloc(h->jobs, (h->room = 2 * h->room + 1) * sizeof *jobs);
    if (jobs == NULL) return 0;
    h->jobs = jobs;
  }
  struct job job = {.priority = priority};
  strncpy(job.name, name, sizeof job.name - 1);
  size_t i = h->count++;
  h->jobs[i] = job;
  for (; i > 0 && h->before(&h->jobs[i], &h->jobs[(i - 1) / 2]); i = (i - 1) / 2) swap(&h->jobs[i], &h->jobs[(i - 1) / 2]);
  return 1;
}

static struct job pop(struct heap *h)
{
  struct job top = h->jobs[0];
  h->jobs[0] = h->jobs[--h->count];
  for (size_t i = 0;;) {
    size_t best = i, left = 2 * i + 1;
    for (size_t child = left; child < left + 2 && child < h->count; child++)
      if (h->before(&h->jobs[child], &h->jobs[best])) best = child;
    if (best == i) return top;
    swap(&h->jobs[i], &h->jobs[best]);
    i = best;
  }
}

static int smaller(const struct job *a, const struct job *b) { return a->priority < b->priority; }
static int by_name(const struct job *a, const struct job *b) { return strcmp(a->name, b->name) < 0; }

int main(void)
{
  static const struct { int priority; const char *name; } todo[] = {
      {5, "sweep"}, {1, "wake up"}, {9, "sleep"}, {3, "eat"}, {7, "read"}, {2, "a name that is cut"}, {8, "dream"}};
  int (*const orders[])(const struct job *, const struct job *) = {smaller, by_name};
  for (int o = 0; o < 2; o++) {
    struct heap h = {.before = orders[o]};
    for (size_t i = 0; i < sizeof todo / sizeof *todo; i++) push(&h, todo[i].priority, todo[i].name);
    while (h.count > 0) {
      struct job job = pop(&h);
      printf("%d %s%s", job.priority, job.name, h.count ? ", " : "\n");
    }
    free(h.jobs);
  }
  return 0;
}
