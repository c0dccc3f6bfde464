/* Fixed point with rounding and saturation, beside the same in double. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>

typedef int32_t q16;

#define ONE (1 << 16)

static q16 saturate(int64_t value) { return value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (q16)value; }
static q16 from_double(double x) { return saturate((int64_t)llround(x * ONE)); }
static double to_double(q16 x) { return (double)x / ONE; }
static q16 multiply(q16 a, q16 b) { return saturate(((int64_t)a * b + ONE / 2) >> 16); }
static q16 divide(q16 a, q16 b) { return b ? saturate((int64_t)a * ONE / b) : a < 0 ? INT32_MIN : INT32_MAX; }

static q16 square_root(q16 x)
{
  if (x <= 0) return 0;
  uint64_t value = (uint64_t)x << 16, root = 0;
  for (uint64_t bit = UINT64_C(1) << 46; bit; bit >>= 2) {
    if (value >= root + bit) value -= root + bit, root = (root >> 1) + bit;
    else root >>= 1;
  }
  return (q16)root;
}

int main(void)
{
  static const double values[] = {0, 1, -1, 3.25, 0.1, -123.456, 181, 30000, 1e9};
  for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
    q16 x = from_double(values[i]), y = from_double(2.5);
    printf("%10.4f %08lx *%11.4f /%10.4f sqrt %9.5f\n", to_double(x), (unsigned long)(uint32_t)x, to_double(multiply(x, y)), to_double(divide(x, y)),
           to_double(square_root(x)));
  }
  double worst = 0;
  for (double v = 0.01; v < 30000; v *= 1.7) worst = fmax(worst, fabs(to_double(square_root(from_double(v))) - sqrt(v)));
  printf("%d\n", worst < 0.0005);
  return 0;
}
