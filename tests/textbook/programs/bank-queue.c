/* A simulation with its own random numbers: customers, clerks, waiting times in double. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct customer { double arrived; struct customer *next; };

static uint32_t state = 2463534242u;

static double uniform(void)
{
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return (state + 0.5) / 4294967296.0;
}

static double exponential(double mean) { return -mean * log(uniform()); }

int main(void)
{
  enum { CLERKS = 2, CUSTOMERS = 200 };
  double now = 0, next_arrival = exponential(2), busy_until[CLERKS] = {0}, waited = 0, longest = 0;
  struct customer *first = NULL, **last = &first;
  int served = 0, arrived = 0, in_queue = 0, most = 0;
  while (served < CUSTOMERS) {
    double next = arrived < CUSTOMERS ? next_arrival : INFINITY;
    if (first != NULL)
      for (int i = 0; i < CLERKS; i++) next = fmin(next, fmax(busy_until[i], now));
    now = next;
    if (arrived < CUSTOMERS && now == next_arrival) {
      struct customer *c = malloc(sizeof *c);
      if (c == NULL) return 1;
      *c = (struct customer){now, NULL};
      *last = c;
      last = &c->next;
      arrived++;
      next_arrival = now + exponential(2);
      if (++in_queue > most) most = in_queue;
    }
    for (int i = 0; i < CLERKS && first != NULL; i++) {
      if (busy_until[i] > now) continue;
      struct customer *c = first;
      if ((first = c->next) == NULL) last = &first;
      waited += now - c->arrived;
      longest = fmax(longest, now - c->arrived);
      busy_until[i] = now + exponential(3.5);
      free(c);
      in_queue--;
      served++;
    }
  }
  printf("served %d in %.3f, mean wait %.4f, longest %.4f, queue up to %d\n", served, now, waited / served, longest, most);
  return 0;
}
