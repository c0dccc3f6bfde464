#include <assert.h>

static volatile int n = 1;

int main(void)
{
  assert(n == 1);
  return 0;
}
