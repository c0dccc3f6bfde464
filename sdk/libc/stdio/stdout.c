#include "../errno/failed.h"
#include "../stdlib/exit-hooks.h"
#include "stream.h"
#include <hsx/asm.h>
#include <hsx/svc.h>

static unsigned char buffer[BUFFER_BYTES];

static int send(FILE *stream, unsigned char *bytes, unsigned count)
{
  (void)stream;
  /* The end of main must send what is left. */
  HSX_REQUIRE(exit);
  return __hsx_task_result(hsx_task_write(bytes, count));
}

FILE __hsx_stdout = {
    .next_out = buffer,
    .end_out = buffer + sizeof buffer,
    .buffer = buffer,
    .own = buffer,
    .capacity = sizeof buffer,
    .flags = STREAM_WRITE | STREAM_BY_LINES,
    .send = send,
};

int __hsx_flush_stdout(void)
{
  return __hsx_flush(&__hsx_stdout);
}

/* All that there is to send, unless the program has flush-streams.c. */
int __hsx_flush_streams(void) __attribute__((__weak__, __alias__("__hsx_flush_stdout")));
