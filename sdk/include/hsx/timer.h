/**
 * @file hsx/timer.h Time, waiting and periodic events (svc.md, modules TIMER and EXEC).
 *
 * Every function that gives an int gives a negative number on failure. What asks for the time or starts a timer needs the capability
 * `timer`, which the linker notes in the image; sleeping needs none.
 *
 *     int ticks = hsx_timer_listen();
 *     hsx_timer_every(20000);
 *     struct hsx_timer_event event;
 *     while (hsx_timer_next(ticks, &event, HSX_TIMEOUT_FOREVER) >= 0)
 *       control();
 */
#ifndef HSX_TIMER_H
#define HSX_TIMER_H

#include <hsx/mailbox.h>
#include <hsx/svc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Microseconds since the executive started; 0 on failure. */
HSX_INLINE uint64_t hsx_now_us(void)
{
  uint64_t us;
  return hsx_timer_tick_us(&us) < 0 ? 0 : us;
}

/** Milliseconds since 1970-01-01T00:00:00Z; 0 on failure. */
HSX_INLINE uint64_t hsx_wall_ms(void)
{
  uint64_t ms;
  return hsx_timer_wall_time(&ms) < 0 ? 0 : ms;
}

/** Sleeps for at least `ms` milliseconds. */
HSX_INLINE int hsx_sleep_ms(uint32_t ms)
{
  return hsx_exec_sleep_ms(ms);
}

/** Lets the other tasks run. */
HSX_INLINE int hsx_yield(void)
{
  return hsx_exec_yield();
}

/** Starts a timer that fires again and again, and gives its id. hsx_timer_cancel() stops it. */
HSX_INLINE int hsx_timer_every(uint32_t period_us)
{
  return hsx_timer_create(period_us, 0);
}

/** Starts a timer that fires once, and gives its id. */
HSX_INLINE int hsx_timer_after(uint32_t delay_us)
{
  return hsx_timer_create(delay_us, 1);
}

/** The mailbox to which the task's timers send, which is there from the first timer on. */
HSX_INLINE int hsx_timer_listen(void)
{
  return hsx_mailbox_find("svc:timer", HSX_MBX_MODE_RDONLY);
}

/** Waits for the next event of hsx_timer_listen's mailbox: which timer, and how many events of it were lost before. */
HSX_INLINE int hsx_timer_next(int mailbox, struct hsx_timer_event *event, uint32_t timeout)
{
  return hsx_mailbox_take(mailbox, event, sizeof *event, timeout);
}

#ifdef __cplusplus
}
#endif

#endif
