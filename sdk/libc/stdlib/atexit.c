#include "exit-hooks.h"
#include <hsx/asm.h>
#include <stdlib.h>

/* C11 7.22.4.2 asks for 32. */
#define MAX_ROUTINES 32

static void (*routines[MAX_ROUTINES])(void);
static int count;

int atexit(void (*routine)(void))
{
  HSX_REQUIRE(exit);
  if (count == MAX_ROUTINES)
    return -1;
  routines[count++] = routine;
  return 0;
}

void __hsx_run_atexit(void)
{
  /* A routine may register another one, which then runs next. */
  while (count != 0)
    routines[--count]();
}
