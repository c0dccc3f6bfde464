/** @file setjmp.h Jumps out of nested calls (C11 7.13). */
#ifndef HSX_SETJMP_H
#define HSX_SETJMP_H

#ifdef __cplusplus
#define HSX_NORETURN __attribute__((__noreturn__))
extern "C" {
#else
#define HSX_NORETURN _Noreturn
#endif

/** R8-R12, R14, sp and the return address. */
typedef unsigned jmp_buf[8];

/** Remembers this place in `place` and returns 0; returns again, with another number, at each longjmp to it. */
__attribute__((__returns_twice__)) int setjmp(jmp_buf place);
__attribute__((__returns_twice__)) int _setjmp(jmp_buf place);
#define setjmp(place) setjmp(place)

/**
 * Goes back to the setjmp that filled `place`, which then returns `value` (1 for 0). The function that called setjmp must not
 * have returned. Its locals that were changed since and are not volatile have no definite value.
 */
HSX_NORETURN void longjmp(jmp_buf place, int value);
HSX_NORETURN void _longjmp(jmp_buf place, int value);

#ifdef __cplusplus
}
#endif
#undef HSX_NORETURN

#endif
