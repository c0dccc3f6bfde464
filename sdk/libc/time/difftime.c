#include <time.h>

double difftime(time_t end, time_t start)
{
  /* The difference as an integer is exact wherever it fits; the two ends alone would be rounded first. */
  time_t seconds;
  if (__builtin_sub_overflow(end, start, &seconds))
    return (double)end - (double)start;
  return (double)seconds;
}
