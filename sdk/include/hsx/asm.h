/**
 * @file hsx/asm.h MVASM inside C.
 *
 * Inline assembly is MVASM text. In constraints and clobbers the names x0..x15 mean R0..R15; the macros below say so:
 *
 *     static inline int version(unsigned module) {
 *       register int r0 HSX_REG(0) = (int)module;
 *       register int r1 HSX_REG(1);
 *       __asm__("SVC CORE_GET_VERSION" : "+r"(r0), "=r"(r1));
 *       return r0 < 0 ? r0 : r1;
 *     }
 *
 * An operand with constraint "r" is in a register of the compiler's choice, and %0 in the text names it; "i" is a constant or
 * a symbol. The flags count as changed. R13 is reserved, and R15 changes at every call.
 */
#ifndef HSX_ASM_H
#define HSX_ASM_H

/** Puts a `register` variable into R`number`. */
#define HSX_REG(number) __asm__("x" #number)

/** The clobber of R`number`. */
#define HSX_CLOBBER(number) "x" #number

/**
 * As a statement in a function: links `symbol` into every program that uses this object, although no code refers to it. The
 * routine behind it is then found by those who look for it through a weak reference.
 */
#define HSX_REQUIRE(symbol) __asm__ volatile(".import " #symbol)

/** A function of a header: it has no body of its own in the program, its callers have it inside. */
#define HSX_INLINE static __inline __attribute__((__always_inline__, __unused__))

#endif
