/**
 * @file fenv.h The floating-point environment (C11 7.6). It cannot change: results are rounded to nearest, and there are no exception
 * flags; so none of the macros FE_INVALID and so on is defined.
 */
#ifndef __HSX_FENV_H
#define __HSX_FENV_H

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned fenv_t;
typedef unsigned fexcept_t;

#define FE_ALL_EXCEPT 0
#define FE_TONEAREST 0
#define FE_DFL_ENV ((const fenv_t *)0)

/* Each gives 0 for success. There are no flags to set: only no exception at all can be raised. */
int feclearexcept(int __exceptions);
int fegetexceptflag(fexcept_t *__flags, int __exceptions);
int feraiseexcept(int __exceptions);
int fesetexceptflag(const fexcept_t *__flags, int __exceptions);
/** Which of the exceptions have happened: none. */
int fetestexcept(int __exceptions);

int fegetround(void);
/** 0 for FE_TONEAREST, the only direction. */
int fesetround(int __direction);

int fegetenv(fenv_t *__environment);
int feholdexcept(fenv_t *__environment);
int fesetenv(const fenv_t *__environment);
int feupdateenv(const fenv_t *__environment);

#ifdef __cplusplus
}
#endif

#endif
