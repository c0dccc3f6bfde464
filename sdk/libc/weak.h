/*
 * For functions in files with others: a program may have its own of that name and still use the others.
 */
#ifndef HSX_LIBC_WEAK_H
#define HSX_LIBC_WEAK_H

#define WEAK __attribute__((__weak__))

/* A second name of a function of this file. The library itself calls it by its first one. */
#define WEAK_ALIAS(function) __attribute__((__weak__, __alias__(#function)))

#endif
