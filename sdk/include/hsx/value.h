/**
 * @file hsx/value.h Named numbers that hosts read, write and watch (svc.md, module VALUE).
 *
 * Values are declared with `#pragma hsx_value` (docs/pragmas.md) and known by their oid. They are binary16; these functions take
 * and give float. Every function gives a negative number on failure. The program needs the capability `value`, which the
 * linker notes in the image.
 */
#ifndef HSX_VALUE_H
#define HSX_VALUE_H

#include <hsx/svc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The oid of value `id` in `group`, both 0..255. */
#define HSX_VALUE_OID(group, id) ((uint32_t)(group) << 8 | (uint32_t)(id))

/** The oid of a value, when it is there. */
HSX_INLINE int hsx_value_find(uint32_t group, uint32_t id)
{
  uint32_t oid;
  int result = hsx_value_lookup(group, id, &oid);
  return result < 0 ? result : (int)oid;
}

/** Reads a value into `*value`, which is left alone on failure. */
HSX_INLINE int hsx_value_read(uint32_t oid, float *value)
{
  hsx_f16 half;
  int result = hsx_value_get(oid, &half);
  if (result >= 0)
    *value = (float)half;
  return result;
}

/** Writes a value, rounded to binary16; it must be within the value's range. */
HSX_INLINE int hsx_value_write(uint32_t oid, float value)
{
  return hsx_value_set(oid, (hsx_f16)value, 0);
}

/** Has a `struct hsx_value_change` sent to the mailbox `target` after every change. */
HSX_INLINE int hsx_value_watch(uint32_t oid, const char *target)
{
  return hsx_value_sub(oid, target, 0);
}

#ifdef __cplusplus
}
#endif

#endif
