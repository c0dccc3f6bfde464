/* What exit runs when a program has it, in this order; and what abort does. */
#ifndef HSX_LIBC_EXIT_HOOKS_H
#define HSX_LIBC_EXIT_HOOKS_H

/* The functions given to atexit, the last one first. */
void __hsx_run_atexit(void);

/* The destructors, the last one first. */
void __hsx_fini_array(void);

/* Sends what output streams hold; 0 or EOF. */
int __hsx_flush_streams(void);

/* Calls the handler of SIGABRT if there is one. */
void __hsx_handle_abort(void);

#endif
