/**
 * @file hsx/can.h The CAN bus (svc.md, module CAN).
 *
 * Every function gives a negative number on failure. The program needs the capability `can` (and `mailbox` to receive), which the linker
 * notes in the image.
 *
 *     hsx_can_start(250000);
 *     hsx_can_accept(0, 0x100, 0x7f0);
 *     int box = hsx_can_listen();
 *     struct hsx_can_frame frame;
 *     while (hsx_can_receive(box, &frame, HSX_TIMEOUT_FOREVER) >= 0)
 *       handle(&frame);
 */
#ifndef HSX_CAN_H
#define HSX_CAN_H

#include <hsx/mailbox.h>
#include <hsx/svc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Starts the controller at `bitrate` bit/s. hsx_can_config() knows further modes. */
HSX_INLINE int hsx_can_start(uint32_t bitrate)
{
  return hsx_can_config(bitrate, HSX_CAN_MODE_NORMAL);
}

/** Sends a frame. */
HSX_INLINE int hsx_can_send(const struct hsx_can_frame *frame)
{
  return hsx_can_tx(frame->id, frame->data, frame->dlc, frame->flags);
}

/** Filter `n` lets frames pass whose id equals `id` where `mask` has ones. */
HSX_INLINE int hsx_can_accept(uint32_t n, uint32_t id, uint32_t mask)
{
  return hsx_can_set_filter(n, mask, id);
}

/** The mailbox of received frames, which is there from the first filter on. */
HSX_INLINE int hsx_can_listen(void)
{
  return hsx_mailbox_find("svc:can.rx", HSX_MBX_MODE_RDONLY);
}

/** Waits for the next frame in hsx_can_listen's mailbox. */
HSX_INLINE int hsx_can_receive(int mailbox, struct hsx_can_frame *frame, uint32_t timeout)
{
  return hsx_mailbox_take(mailbox, frame, sizeof *frame, timeout);
}

#ifdef __cplusplus
}
#endif

#endif
