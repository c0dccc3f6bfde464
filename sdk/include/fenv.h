/**
 * @file fenv.h The floating-point environment (C11 7.6). It cannot change: results are rounded to nearest, and there are no exception
 * flags; so none of the macros FE_INVALID and so on is defined.
 */
#ifndef HSX_FENV_H
#define HSX_FENV_H

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned fenv_t;
typedef unsigned fexcept_t;

#define FE_ALL_EXCEPT 0
#define FE_TONEAREST 0
#define FE_DFL_ENV ((const fenv_t *)0)

/* Each gives 0 for success, and there is nothing to do. */
static __inline int feclearexcept(int exceptions) {
  return exceptions & 0;
}
static __inline int fegetexceptflag(fexcept_t *flags, int exceptions) {
  *flags = 0;
  return exceptions & 0;
}
static __inline int feraiseexcept(int exceptions) {
  return exceptions != 0;
}
static __inline int fesetexceptflag(const fexcept_t *flags, int exceptions) {
  (void)flags;
  return exceptions != 0;
}
/** Which of the exceptions have happened: none. */
static __inline int fetestexcept(int exceptions) {
  return exceptions & 0;
}

static __inline int fegetround(void) {
  return FE_TONEAREST;
}
/** 0 for FE_TONEAREST, the only direction. */
static __inline int fesetround(int direction) {
  return direction != FE_TONEAREST;
}

static __inline int fegetenv(fenv_t *environment) {
  *environment = 0;
  return 0;
}
static __inline int feholdexcept(fenv_t *environment) {
  *environment = 0;
  return 0;
}
static __inline int fesetenv(const fenv_t *environment) {
  (void)environment;
  return 0;
}
static __inline int feupdateenv(const fenv_t *environment) {
  (void)environment;
  return 0;
}

#ifdef __cplusplus
}
#endif

#endif
