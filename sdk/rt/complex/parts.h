/** @file parts.h What multiplication and division of complex numbers share; REAL is the type of the parts. */
#define WITH_SIGN(x, of) ((REAL)__builtin_choose_expr(sizeof(REAL) == 8, __builtin_copysign(x, of), __builtin_copysignf((float)(x), (float)(of))))
#define MAGNITUDE(x) ((REAL)__builtin_choose_expr(sizeof(REAL) == 8, __builtin_fabs(x), __builtin_fabsf((float)(x))))
#define IS_NAN(x) ((x) != (x))
#define IS_FINITE(x) (MAGNITUDE(x) < (REAL)__builtin_inff())
#define IS_INFINITE(x) (MAGNITUDE(x) == (REAL)__builtin_inff())
/** 1 for an infinity, 0 for what is finite, with the sign of x. */
#define UNIT(x) WITH_SIGN(IS_INFINITE(x) ? 1 : 0, x)
/** x, or a zero of its sign for a NaN. */
#define NUMBER(x) (IS_NAN(x) ? WITH_SIGN(0, x) : (x))
#define PAIR(real, imaginary) __builtin_complex((REAL)(real), (REAL)(imaginary))
