/* Operands and results of a driver: operations that are applied to whole arrays of them. */
#ifndef ARRAYS_H
#define ARRAYS_H

#define COUNT 2048

typedef unsigned int u32;
typedef unsigned long long u64;

union operand {
  double d;
  float f;
  _Float16 h;
  int i;
  u32 u;
  long long l;
  u64 x;
};

union operand in[3][COUNT];
union operand out[COUNT];

void *operands(int which) {
  return which == 3 ? out : in[which];
}

/* Every routine takes the number of operands. */
#define OPERATION(name, field, value)           \
  void name(int n) {                            \
    for (int i = 0; i < n; i++) {               \
      const union operand a = in[0][i];         \
      const union operand b = in[1][i];         \
      const union operand c = in[2][i];         \
      (void)a, (void)b, (void)c;                \
      out[i].field = (value);                   \
    }                                           \
  }

/* A function of the mathematical library, of doubles and of floats. */
#define MATH1(name)                           \
  double name(double);                        \
  float name##f(float);                       \
  OPERATION(name##_d, d, name(a.d))           \
  OPERATION(name##_f, f, name##f(a.f))
#define MATH2(name)                           \
  double name(double, double);                \
  float name##f(float, float);                \
  OPERATION(name##_d, d, name(a.d, b.d))      \
  OPERATION(name##_f, f, name##f(a.f, b.f))

#endif
