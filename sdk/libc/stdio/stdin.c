#include "stream.h"
#include <hsx/svc.h>

static unsigned char buffer[BUFSIZ];

static int transfer(FILE *stream, unsigned char *bytes, unsigned count)
{
  (void)stream;
  return hsx_task_read(bytes, count, HSX_TIMEOUT_FOREVER);
}

FILE __hsx_stdin = {
    .next = buffer,
    .read_end = buffer,
    .buffer = buffer,
    .capacity = sizeof buffer,
    .flags = STREAM_READ,
    .transfer = transfer,
};
