/**
 * @file hsx/fram.h Memory that keeps its contents without power (svc.md, module FRAM): a window of the app's own, `fram_bytes` of its
 * manifest long, from address 0 on.
 *
 * Every function gives a negative number on failure. The program needs the capability `fram`, which the linker notes in the image.
 *
 *     struct settings settings;
 *     if (HSX_FRAM_LOAD(0, settings) < 0)
 *       settings = defaults;
 */
#ifndef HSX_FRAM_H
#define HSX_FRAM_H

#include <hsx/svc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reads an object from an address; the bytes read. */
#define HSX_FRAM_LOAD(address, object) hsx_fram_read((address), &(object), sizeof(object))

/** Writes an object to an address; the bytes written. */
#define HSX_FRAM_STORE(address, object) hsx_fram_write((address), &(object), sizeof(object))

/** Length of the window in bytes. */
HSX_INLINE int hsx_fram_bytes(void)
{
  uint32_t bytes;
  int result = hsx_fram_size(&bytes);
  return result < 0 ? result : (int)bytes;
}

/** How often the cell at an address was written, at most INT32_MAX. */
HSX_INLINE int hsx_fram_writes(uint32_t address)
{
  uint32_t writes;
  int result = hsx_fram_wear(address, &writes);
  return result < 0 ? result : writes > 0x7fffffff ? 0x7fffffff : (int)writes;
}

#ifdef __cplusplus
}
#endif

#endif
