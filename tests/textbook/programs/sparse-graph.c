/* Graphs by adjacency lists: breadth first, depth first, shortest paths. */
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define NODES 8

struct edge { int to, length; struct edge *next; };

static struct edge *edges[NODES];

static void connect(int a, int b, int length)
{
  for (int twice = 0; twice < 2; twice++) {
    struct edge *edge = malloc(sizeof *edge);
    if (edge == NULL) exit(1);
    *edge = (struct edge){b, length, edges[a]};
    edges[a] = edge;
    int t = a;
    a = b;
    b = t;
  }
}

static void depth_first(int node, bool *seen)
{
  seen[node] = true;
  printf(" %d", node);
  for (const struct edge *e = edges[node]; e; e = e->next)
    if (!seen[e->to]) depth_first(e->to, seen);
}

static void breadth_first(int start)
{
  int queue[NODES], first = 0, last = 0;
  bool seen[NODES] = {false};
  seen[queue[last++] = start] = true;
  while (first < last) {
    int node = queue[first++];
    printf(" %d", node);
    for (const struct edge *e = edges[node]; e; e = e->next)
      if (!seen[e->to]) seen[queue[last++] = e->to] = true;
  }
}

static void shortest(int start)
{
  int distance[NODES], before[NODES];
  bool done[NODES] = {false};
  for (int i = 0; i < NODES; i++) distance[i] = INT_MAX, before[i] = -1;
  distance[start] = 0;
  for (;;) {
    int nearest = -1;
    for (int i = 0; i < NODES; i++)
      if (!done[i] && distance[i] != INT_MAX && (nearest < 0 || distance[i] < distance[nearest])) nearest = i;
    if (nearest < 0) break;
    done[nearest] = true;
    for (const struct edge *e = edges[nearest]; e; e = e->next)
      if (distance[nearest] + e->length < distance[e->to]) {
        distance[e->to] = distance[nearest] + e->length;
        before[e->to] = nearest;
      }
  }
  for (int i = 0; i < NODES; i++) {
    if (distance[i] == INT_MAX) {
      printf("%d: unreachable\n", i);
      continue;
    }
    printf("%d: %d by %d", i, distance[i], i);
    for (int node = before[i]; node >= 0; node = before[node]) printf(" < %d", node);
    putchar('\n');
  }
}

int main(void)
{
  static const int roads[][3] = {{0, 1, 4}, {0, 2, 1}, {2, 1, 2}, {1, 3, 5}, {2, 3, 8}, {3, 4, 3}, {5, 6, 1}};
  for (size_t i = 0; i < sizeof roads / sizeof *roads; i++) connect(roads[i][0], roads[i][1], roads[i][2]);
  bool seen[NODES] = {false};
  printf("depth:");
  depth_first(0, seen);
  printf("\nbreadth:");
  breadth_first(0);
  putchar('\n');
  shortest(0);
  for (int i = 0; i < NODES; i++)
    while (edges[i] != NULL) {
      struct edge *next = edges[i]->next;
      free(edges[i]);
      edges[i] = next;
    }
  return 0;
}
