#include "../errno/failed.h"
#include "stream.h"
#include <hsx/svc.h>

/* 0 in a program that writes nothing. */
#pragma weak __hsx_flush_stdout

static unsigned char buffer[BUFFER_BYTES];

static int receive(FILE *stream, unsigned char *bytes, unsigned count)
{
  (void)stream;
  /* A prompt must be seen before its answer is waited for. */
  if (__hsx_flush_stdout)
    __hsx_flush_stdout();
  return __hsx_task_result(hsx_task_read(bytes, count, HSX_TIMEOUT_FOREVER));
}

FILE __hsx_stdin = {
    .next_in = buffer + 1,
    .end_in = buffer + 1,
    .next_out = buffer,
    .end_out = buffer + 1,
    .buffer = buffer,
    .own = buffer,
    .capacity = sizeof buffer,
    .flags = STREAM_READ,
    .send = __hsx_refuse,
    .receive = receive,
};
