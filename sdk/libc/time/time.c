#include <hsx/svc.h>
#include <time.h>

time_t time(time_t *to)
{
  uint64_t ms;
  time_t now = hsx_timer_wall_time(&ms) < 0 ? -1 : (time_t)(ms / 1000);
  if (to)
    *to = now;
  return now;
}

int timespec_get(struct timespec *to, int base)
{
  uint64_t ms;
  if (base != TIME_UTC || hsx_timer_wall_time(&ms) < 0)
    return 0;
  to->tv_sec = (time_t)(ms / 1000);
  to->tv_nsec = (long)(ms % 1000) * 1000000;
  return base;
}
