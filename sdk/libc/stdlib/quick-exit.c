#include <hsx/svc.h>
#include <stdlib.h>

/* C11 7.22.4.3 asks for 32. */
#define MAX_ROUTINES 32

static void (*routines[MAX_ROUTINES])(void);
static int count;

int at_quick_exit(void (*routine)(void))
{
  if (count == MAX_ROUTINES)
    return -1;
  routines[count++] = routine;
  return 0;
}

void quick_exit(int status)
{
  while (count != 0)
    routines[--count]();
  hsx_task_exit(status);
}
