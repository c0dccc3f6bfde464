#include <string.h>

static char to[64], from[64] = "text";

int main(void)
{
  volatile size_t n = sizeof to;
  memcpy(to, from, n);
  return to[0];
}
