#include "stream.h"
#include <hsx/svc.h>

static int transfer(FILE *stream, unsigned char *bytes, unsigned count)
{
  (void)stream;
  return hsx_task_write_err(bytes, count);
}

FILE __hsx_stderr = {.flags = STREAM_WRITE, .transfer = transfer};
