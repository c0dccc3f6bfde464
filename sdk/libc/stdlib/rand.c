#include <stdint.h>
#include <stdlib.h>

static uint32_t state = 1;

int rand(void)
{
  /* A counter with an odd step visits every word once; mixing its bits makes the sequence. */
  uint32_t x = state += 0x9e3779b9u;
  x = (x ^ x >> 16) * 0x85ebca6bu;
  x = (x ^ x >> 13) * 0xc2b2ae35u;
  return (int)((x ^ x >> 16) >> 1);
}

void srand(unsigned seed)
{
  state = seed;
}
