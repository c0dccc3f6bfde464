/* The destructors of a program, in the opposite order of the linked objects. */
#include <hsx/asm.h>

typedef void (*routine)(void);

extern const routine __fini_array_start[];
extern const routine __fini_array_end[];

/* Called by exit. Objects that have destructors refer to it, so it is linked only then. */
void __hsx_fini_array(void)
{
  HSX_REQUIRE(exit);
  for (const routine *next = __fini_array_end; next != __fini_array_start;)
    (*--next)();
}
