/* The constructors of a program, in the order of the linked objects. */

typedef void (*routine)(void);

extern const routine __init_array_start[];
extern const routine __init_array_end[];

/* Called by crt0 before main. Objects that have constructors refer to it, so it is linked only then. */
void __hsx_init_array(void)
{
  for (const routine *next = __init_array_start; next != __init_array_end; ++next)
    (*next)();
}
