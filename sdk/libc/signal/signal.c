#include "../stdlib/exit-hooks.h"
#include <errno.h>
#include <hsx/svc.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

typedef __hsx_signal_handler handler;

#define IS_SIGNAL(number)                                                                                             \
  ((unsigned)(number) < 32 &&                                                                                         \
   ((1u << SIGINT | 1u << SIGILL | 1u << SIGABRT | 1u << SIGFPE | 1u << SIGSEGV | 1u << SIGTERM) >> (number) & 1))

static handler handlers[SIGTERM + 1];

/* A bit for each signal whose handler is running, and stays unless it calls signal. */
static uint32_t staying;

handler signal(int number, handler next)
{
  if (!IS_SIGNAL(number)) {
    errno = EINVAL;
    return SIG_ERR;
  }
  handler last = handlers[number];
  handlers[number] = next;
  staying &= ~(1u << number);
  return last;
}

/* Calls the handler of a signal, which counts as SIG_DFL meanwhile. Whether there is one. */
static int handle(int number)
{
  handler handling = handlers[number];
  if (handling == SIG_IGN)
    return 1;
  if (handling == SIG_DFL)
    return 0;
  handlers[number] = SIG_DFL;
  staying |= 1u << number;
  handling(number);
  if (staying >> number & 1)
    handlers[number] = handling;
  staying &= ~(1u << number);
  return 1;
}

int raise(int number)
{
  if (!IS_SIGNAL(number)) {
    errno = EINVAL;
    return -1;
  }
  if (!handle(number)) {
    if (number == SIGABRT)
      hsx_task_abort(0);
    _Exit(128 + number);
  }
  return 0;
}

void __hsx_handle_abort(void)
{
  handle(SIGABRT);
}
