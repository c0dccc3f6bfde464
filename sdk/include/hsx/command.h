/**
 * @file hsx/command.h Commands that hosts and the task itself call (svc.md, module COMMAND).
 *
 * Commands are declared with `#pragma hsx_command` (docs/pragmas.md). A host's call runs the handler at once, between two instructions
 * of the task, or is handed to a task that waits in hsx_command_next. Every function gives a negative number on failure. The
 * program needs the capability `value`, which the linker notes in the image.
 */
#ifndef HSX_COMMAND_H
#define HSX_COMMAND_H

#include <hsx/svc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The oid of command `id` in `group`, both 0..255. */
#define HSX_COMMAND_OID(group, id) ((uint32_t)(group) << 8 | (uint32_t)(id))

/** The oid of a command, when it is there. */
HSX_INLINE int hsx_command_find(uint32_t group, uint32_t id)
{
  uint32_t oid;
  int result = hsx_command_lookup(group, id, &oid);
  return result < 0 ? result : (int)oid;
}

/** Runs a command and waits for it; what it returned goes to `*rc`, unless that is NULL. */
HSX_INLINE int hsx_command_run(uint32_t oid, int32_t *rc)
{
  return hsx_command_call(oid, 0, 0, rc);
}

/** Waits as long as `timeout` (milliseconds) for a call of one of the task's own commands and gives its oid. */
HSX_INLINE int hsx_command_next(uint32_t timeout)
{
  uint32_t oid;
  int result = hsx_command_wait(timeout, &oid);
  return result < 0 ? result : (int)oid;
}

/** Answers the call that hsx_command_next gave. */
HSX_INLINE int hsx_command_done(uint32_t oid, int32_t rc)
{
  return hsx_command_return(oid, rc);
}

#ifdef __cplusplus
}
#endif

#endif
