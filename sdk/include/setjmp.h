/** @file setjmp.h Jumps out of nested calls (C11 7.13). */
#ifndef __HSX_SETJMP_H
#define __HSX_SETJMP_H

#ifdef __cplusplus
extern "C" {
#endif

/** R8-R12, R14, sp and the return address. */
typedef unsigned jmp_buf[8];

/** Remembers this place in `place` and returns 0; returns again, with another number, at each longjmp to it. */
__attribute__((__returns_twice__)) int setjmp(jmp_buf __place);
__attribute__((__returns_twice__)) int _setjmp(jmp_buf __place);
#define setjmp(place) setjmp(place)

/**
 * Goes back to the setjmp that filled `place`, which then returns `value` (1 for 0). The function that called setjmp must not
 * have returned. Its locals that were changed since and are not volatile have no definite value.
 */
__attribute__((__noreturn__)) void longjmp(jmp_buf __place, int __value);
__attribute__((__noreturn__)) void _longjmp(jmp_buf __place, int __value);

#ifdef __cplusplus
}
#endif

#endif
