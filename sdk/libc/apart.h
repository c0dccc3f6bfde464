/*
 * For the functions that several places call and that a copy in each would make a program larger: -Os thinks that a
 * call costs more.
 */
#ifndef HSX_LIBC_APART_H
#define HSX_LIBC_APART_H

/* A function that is never copied to where it is called. */
#define APART __attribute__((__noinline__))

#endif
