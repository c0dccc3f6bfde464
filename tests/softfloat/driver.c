/*
 * Applies one operation to whole arrays, so that a test calls the machine once for many operands. The operations are
 * written as a program writes them: what is tested is the lowering of the compiler together with the runtime.
 */
#include "arrays.h"

/* What the loop itself costs. */
OPERATION(nothing_d, x, a.x)
OPERATION(nothing_f, u, a.u)
OPERATION(nothing_dd, x, a.x ^ b.x)
OPERATION(nothing_ff, u, a.u ^ b.u)
OPERATION(nothing_ddd, x, a.x ^ b.x ^ c.x)
OPERATION(nothing_fff, u, a.u ^ b.u ^ c.u)
OPERATION(nothing_di, x, a.x ^ b.u)
OPERATION(nothing_fi, u, a.u ^ b.u)

#define COMPARISONS(a, b)                                                                                    \
  (u32)(((a) == (b)) | ((a) != (b)) << 1 | ((a) < (b)) << 2 | ((a) <= (b)) << 3 | ((a) > (b)) << 4 |         \
        ((a) >= (b)) << 5 | !((a) < (b)) << 6 | !((a) <= (b)) << 7 | !((a) > (b)) << 8 |                     \
        !((a) >= (b)) << 9 | __builtin_isunordered((a), (b)) << 10 | __builtin_islessgreater((a), (b)) << 11)

#define ARITHMETIC(suffix, field)           \
  OPERATION(add_##suffix, field, a.field + b.field) \
  OPERATION(sub_##suffix, field, a.field - b.field) \
  OPERATION(mul_##suffix, field, a.field * b.field) \
  OPERATION(div_##suffix, field, a.field / b.field) \
  OPERATION(compare_##suffix, u, COMPARISONS(a.field, b.field)) \
  OPERATION(less_##suffix, u, a.field < b.field) \
  OPERATION(to_i_##suffix, i, (int)a.field) \
  OPERATION(to_u_##suffix, u, (u32)a.field) \
  OPERATION(to_l_##suffix, l, (long long)a.field) \
  OPERATION(to_x_##suffix, x, (u64)a.field)

ARITHMETIC(d, d)
ARITHMETIC(f, f)

OPERATION(i_to_d, d, a.i)
OPERATION(u_to_d, d, a.u)
OPERATION(l_to_d, d, a.l)
OPERATION(x_to_d, d, a.x)
OPERATION(i_to_f, f, a.i)
OPERATION(u_to_f, f, a.u)
OPERATION(l_to_f, f, a.l)
OPERATION(x_to_f, f, a.x)
OPERATION(i_to_h, h, a.i)
OPERATION(u_to_h, h, a.u)
OPERATION(l_to_h, h, a.l)
OPERATION(x_to_h, h, a.x)

OPERATION(d_to_f, f, (float)a.d)
OPERATION(f_to_d, d, (double)a.f)
OPERATION(d_to_h, h, (_Float16)a.d)
OPERATION(f_to_h, h, (_Float16)a.f)
OPERATION(h_to_d, d, (double)a.h)
OPERATION(h_to_f, f, (float)a.h)
OPERATION(h_to_i, i, (int)a.h)
OPERATION(h_to_u, u, (u32)a.h)
OPERATION(h_to_l, l, (long long)a.h)
OPERATION(h_to_x, x, (u64)a.h)

/* Routines that level ext has instructions for, but that a program may still refer to. */
float __addsf3(float, float);
float __subsf3(float, float);
float __mulsf3(float, float);
float __divsf3(float, float);
int __hsx_cmpsf(float, float);
int __hsx_cmpdf(double, double);
int __fixsfsi(float);
u32 __fixunssfsi(float);
float __floatsisf(int);
float __floatunsisf(u32);
float __extendhfsf2(u32);
u32 __truncsfhf2(float);

OPERATION(add_rt, f, __addsf3(a.f, b.f))
OPERATION(sub_rt, f, __subsf3(a.f, b.f))
OPERATION(mul_rt, f, __mulsf3(a.f, b.f))
OPERATION(div_rt, f, __divsf3(a.f, b.f))
OPERATION(cmpsf_rt, i, __hsx_cmpsf(a.f, b.f))
OPERATION(cmpdf_rt, i, __hsx_cmpdf(a.d, b.d))
OPERATION(to_i_rt, i, __fixsfsi(a.f))
OPERATION(to_u_rt, u, __fixunssfsi(a.f))
OPERATION(i_to_rt, f, __floatsisf(a.i))
OPERATION(u_to_rt, f, __floatunsisf(a.u))
OPERATION(h_to_rt, f, __extendhfsf2(a.u & 0xffff))
OPERATION(rt_to_h, u, __truncsfhf2(a.f) & 0xffff)

MATH1(sqrt)
MATH1(floor)
MATH1(ceil)
MATH1(trunc)
MATH1(rint)
MATH1(nearbyint)
MATH1(round)
MATH1(roundeven)
MATH2(fmod)
MATH2(fmin)
MATH2(fmax)

double fma(double, double, double);
float fmaf(float, float, float);
double ldexp(double, int);
float ldexpf(float, int);
double frexp(double, int *);
float frexpf(float, int *);

OPERATION(fma_d, d, fma(a.d, b.d, c.d))
OPERATION(fma_f, f, fmaf(a.f, b.f, c.f))
OPERATION(ldexp_d, d, ldexp(a.d, b.i))
OPERATION(ldexp_f, f, ldexpf(a.f, b.i))
/* With a second result, which takes the place of the third operand. */
OPERATION(frexp_d, d, frexp(a.d, &in[2][i].i))
OPERATION(frexp_f, f, frexpf(a.f, &in[2][i].i))

/* The same, as the compiler's own operation with its six words of operands. */
OPERATION(fma_own, d, __builtin_fma(a.d, b.d, c.d))

MATH1(fabs)
MATH1(logb)
MATH2(copysign)
MATH2(fdim)
MATH2(nextafter)
MATH2(remainder)

double scalbn(double, int);
float scalbnf(float, int);
double scalbln(double, long);
float scalblnf(float, long);
double modf(double, double *);
float modff(float, float *);
double remquo(double, double, int *);
float remquof(float, float, int *);
int ilogb(double);
int ilogbf(float);
long lround(double);
long lroundf(float);
long lrint(double);
long lrintf(float);
long long llround(double);
long long llroundf(float);
long long llrint(double);
long long llrintf(float);

OPERATION(scalbn_d, d, scalbn(a.d, b.i))
OPERATION(scalbn_f, f, scalbnf(a.f, b.i))
OPERATION(scalbln_d, d, scalbln(a.d, b.i))
OPERATION(scalbln_f, f, scalblnf(a.f, b.i))
OPERATION(modf_d, d, modf(a.d, &in[2][i].d))
OPERATION(modf_f, f, modff(a.f, &in[2][i].f))
OPERATION(remquo_d, d, remquo(a.d, b.d, &in[2][i].i))
OPERATION(remquo_f, f, remquof(a.f, b.f, &in[2][i].i))
OPERATION(ilogb_d, i, ilogb(a.d))
OPERATION(ilogb_f, i, ilogbf(a.f))
OPERATION(lround_d, i, lround(a.d))
OPERATION(lround_f, i, lroundf(a.f))
OPERATION(lrint_d, i, lrint(a.d))
OPERATION(lrint_f, i, lrintf(a.f))
OPERATION(llround_d, l, llround(a.d))
OPERATION(llround_f, l, llroundf(a.f))
OPERATION(llrint_d, l, llrint(a.d))
OPERATION(llrint_f, l, llrintf(a.f))
