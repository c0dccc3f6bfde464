#include "../stdlib/exit-hooks.h"
#include "stream.h"
#include <hsx/asm.h>
#include <hsx/svc.h>

static unsigned char buffer[BUFSIZ];

static int transfer(FILE *stream, unsigned char *bytes, unsigned count)
{
  (void)stream;
  /* The end of main must send what is left. */
  HSX_REQUIRE(exit);
  return hsx_task_write(bytes, count);
}

FILE __hsx_stdout = {
    .next = buffer,
    .write_end = buffer + sizeof buffer,
    .buffer = buffer,
    .capacity = sizeof buffer,
    .flags = STREAM_WRITE | STREAM_BY_LINES,
    .transfer = transfer,
};

void __hsx_flush_streams(void)
{
  __hsx_flush(&__hsx_stdout);
}
