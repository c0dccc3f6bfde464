#include <hsx/svc.h>
#include <time.h>

clock_t clock(void)
{
  uint64_t us;
  return hsx_timer_tick_us(&us) < 0 ? -1 : (clock_t)us;
}
