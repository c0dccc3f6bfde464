/**
 * @file hsx/gpio.h Pins (svc.md, module GPIO).
 *
 * hsx_gpio_read(pin) and hsx_gpio_write(pin, level) of hsx/svc.h read and drive a pin; these are the rest. Every function gives a negative
 * number on failure. The program needs the capability `gpio` (and `mailbox` for events), which the linker notes in the image.
 */
#ifndef HSX_GPIO_H
#define HSX_GPIO_H

#include <hsx/mailbox.h>
#include <hsx/svc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Makes a pin an input; `pull` is HSX_GPIO_PULL_NONE, _UP or _DOWN. */
HSX_INLINE int hsx_gpio_input(uint32_t pin, uint32_t pull)
{
  return hsx_gpio_config(pin, HSX_GPIO_MODE_INPUT, pull);
}

/** Makes a pin an output. */
HSX_INLINE int hsx_gpio_output(uint32_t pin)
{
  return hsx_gpio_config(pin, HSX_GPIO_MODE_OUTPUT, HSX_GPIO_PULL_NONE);
}

/** Drives a pin high. */
HSX_INLINE int hsx_gpio_high(uint32_t pin)
{
  return hsx_gpio_write(pin, 1);
}

/** Drives a pin low. */
HSX_INLINE int hsx_gpio_low(uint32_t pin)
{
  return hsx_gpio_write(pin, 0);
}

/** Drives a pin to the other level than it has. */
HSX_INLINE int hsx_gpio_toggle(uint32_t pin)
{
  int level = hsx_gpio_read(pin);
  return level < 0 ? level : hsx_gpio_write(pin, level == 0);
}

/** Has events sent at an edge: HSX_GPIO_EDGE_RISING, _FALLING or _BOTH. */
HSX_INLINE int hsx_gpio_watch(uint32_t pin, uint32_t edge)
{
  return hsx_gpio_set_interrupt(pin, edge, 1);
}

/** No more events of a pin. */
HSX_INLINE int hsx_gpio_unwatch(uint32_t pin)
{
  return hsx_gpio_set_interrupt(pin, HSX_GPIO_EDGE_BOTH, 0);
}

/** The mailbox of events, which is there once a pin is watched. */
HSX_INLINE int hsx_gpio_listen(void)
{
  return hsx_mailbox_find("svc:gpio", HSX_MBX_MODE_RDONLY);
}

/** Waits for the next event in hsx_gpio_listen's mailbox: which pin, and its level. */
HSX_INLINE int hsx_gpio_next(int mailbox, struct hsx_gpio_event *event, uint32_t timeout)
{
  return hsx_mailbox_take(mailbox, event, sizeof *event, timeout);
}

#ifdef __cplusplus
}
#endif

#endif
