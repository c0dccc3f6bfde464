/**
 * @file hsx/uart.h Serial ports (svc.md, module UART).
 *
 * Every function gives a negative number on failure. The program needs the capability `uart` (and `mailbox` for hsx_uart_listen), which the
 * linker notes in the image.
 */
#ifndef HSX_UART_H
#define HSX_UART_H

#include <hsx/mailbox.h>
#include <hsx/svc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Opens a port for `baud` bit/s, no parity, one stop bit. hsx_uart_config() knows the rest. */
HSX_INLINE int hsx_uart_start(uint32_t port, uint32_t baud)
{
  return hsx_uart_config(port, baud, HSX_UART_PARITY_NONE, 1);
}

/** Queues a string for sending; returns the bytes taken. */
HSX_INLINE int hsx_uart_text(uint32_t port, const char *text)
{
  return hsx_uart_write(port, text, (uint32_t)__builtin_strlen(text));
}

/** Takes what was received, up to `max` bytes, without waiting; 0 when there is nothing. */
HSX_INLINE int hsx_uart_read(uint32_t port, void *bytes, uint32_t max)
{
  return hsx_uart_read_poll(port, bytes, max);
}

/** The mailbox of what port `port`, 0..9, receives, which is there once the port is open. hsx_mailbox_take() waits for it. */
HSX_INLINE int hsx_uart_listen(uint32_t port)
{
  char name[] = "svc:uart.0.rx";
  name[9] = (char)('0' + port);
  return hsx_mailbox_find(name, HSX_MBX_MODE_RDONLY);
}

#ifdef __cplusplus
}
#endif

#endif
