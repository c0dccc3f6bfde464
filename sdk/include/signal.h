/** @file signal.h Signals of a program to itself (C11 7.14). Nothing but raise and abort sends one: a fault ends the task. */
#ifndef __HSX_SIGNAL_H
#define __HSX_SIGNAL_H

#ifdef __cplusplus
extern "C" {
#endif

typedef int sig_atomic_t;

#define SIGINT 2
#define SIGILL 4
#define SIGABRT 6
#define SIGFPE 8
#define SIGSEGV 11
#define SIGTERM 15

/** What signal takes and gives. */
typedef void (*__hsx_signal_handler)(int);
#define SIG_DFL ((__hsx_signal_handler)0)
#define SIG_IGN ((__hsx_signal_handler)1)
#define SIG_ERR ((__hsx_signal_handler)-1)

/**
 * What raise(`number`) does from now on: call `handler` once, nothing (SIG_IGN) or end the program (SIG_DFL). Returns what it was,
 * or SIG_ERR and errno = EINVAL for a number that is no signal.
 */
__hsx_signal_handler signal(int __number, __hsx_signal_handler __handler);
/** Sends a signal. By default SIGABRT aborts, and any other ends with status 128 + `number`. 0, or another number on failure. */
int raise(int __number);

#ifdef __cplusplus
}
#endif

#endif
