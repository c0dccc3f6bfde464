#include "../errno/failed.h"
#include "stream.h"
#include <hsx/svc.h>

/* Nothing waits in it longer than a call takes: a message goes out in one piece. */
static unsigned char buffer[BUFFER_BYTES];

static int send(FILE *stream, unsigned char *bytes, unsigned count)
{
  (void)stream;
  return __hsx_task_result(hsx_task_write_err(bytes, count));
}

FILE __hsx_stderr = {
    .next_out = buffer,
    .end_out = buffer + sizeof buffer,
    .buffer = buffer,
    .own = buffer,
    .capacity = sizeof buffer,
    .flags = STREAM_WRITE | STREAM_BY_LINES | STREAM_DIRECT,
    .send = send,
};
