/* Variables of every kind, shown to the debugger: show() gets the value and the name of one, and all are looked at there. */
void show(int value, const char *name);
#define SHOW(v) show((int)(v), #v)

struct point {
  int x, y;
  char tag;
};
typedef struct {
  unsigned low : 5, high : 11;
  short list[3];
} packed;

static volatile int zero;
static int counter = 7;

__attribute__((noinline)) static int sum_to(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    int square = i * i;
    sum += square;
    SHOW(sum);
    if (sum > 20) {
      int over = sum - 20;
      SHOW(over);
      sum -= over / 2;
    }
    SHOW(square);
  }
  SHOW(sum);
  return sum;
}

static inline int scale(int value, int by) {
  int scaled = value * by;
  SHOW(scaled);
  return scaled + 1;
}

__attribute__((noinline)) static int inlined(int a, int b) {
  int first = scale(a, 3);
  int second = scale(b, first);
  SHOW(first);
  SHOW(second);
  return first ^ second;
}

__attribute__((noinline)) static long long wide(long long a, int b) {
  long long product = a * b;
  int top = (int)(product >> 32);
  SHOW(top);
  SHOW(product);
  product -= b;
  SHOW(product);
  return product + top;
}

__attribute__((noinline)) static int many(int a, int b, int c, int d, int e, int f, int g) {
  int p = a + b, q = b * c, r = c - d, s = d ^ e, t = e | f, u = f & g, v = g << 2, w = a * g;
  SHOW(p);
  int x = p * q + zero, y = r * s + zero, z = t * u + zero;
  SHOW(x);
  SHOW(g);
  SHOW(w);
  int total = p + q + r + s + t + u + v + w + x + y + z + a + b + c + d + e + f + g;
  SHOW(total);
  return total;
}

__attribute__((noinline)) static int aggregate(int n) {
  struct point point = {n, n + 1, 'p'};
  packed bits = {.low = 3, .high = 9, .list = {1, 2, 3}};
  SHOW(point.x);
  point.y += point.x * counter;
  bits.list[1] = (short)point.y;
  char tag = point.tag;
  SHOW(tag);
  short third = bits.list[2];
  SHOW(third);
  return point.x + point.y + bits.list[1] + bits.low + tag + third;
}

__attribute__((noinline)) static int constants(int n) {
  int state = 1;
  SHOW(state);
  state = 2;
  SHOW(state);
  unsigned char small = 200;
  if (n > 3) {
    state = 3;
    small = (unsigned char)(small + n);
    SHOW(state);
  }
  SHOW(small);
  signed char negative = (signed char)(n - 9);
  SHOW(negative);
  SHOW(state);
  return state + small + negative;
}

__attribute__((noinline)) static int shadowed(int n) {
  int value = n;
  SHOW(value);
  {
    int value = n * 2;
    SHOW(value);
    {
      int value = n * 3 + zero;
      SHOW(value);
      counter += value;
    }
    SHOW(value);
  }
  SHOW(value);
  return value;
}

__attribute__((noinline)) static int swapping(int a, int b) {
  while (b != 0) {
    int rest = a % b;
    SHOW(rest);
    a = b;
    b = rest;
    SHOW(a);
    SHOW(b);
  }
  SHOW(a);
  return a;
}

__attribute__((noinline)) static int dynamic(int n) {
  int block[n];
  for (int i = 0; i < n; i++) block[i] = i * n;
  int last = block[n - 1];
  SHOW(last);
  SHOW(n);
  return last;
}

__attribute__((noinline)) static double floating(double a, double b) {
  double chosen = zero == 0 ? a : b;
  union {
    double number;
    int words[2];
  } both = {chosen};
  int high = both.words[1];
  SHOW(high);
  chosen = zero != 0 ? a : 2.5;
  SHOW(high);
  return chosen;
}

int main(void) {
  int result = sum_to(6) + inlined(2, 5) + many(1, 2, 3, 4, 5, 6, 7) + aggregate(4);
  SHOW(result);
  result += (int)wide(123456789012LL, 77) + constants(2) + constants(8);
  SHOW(result);
  result += shadowed(5) + swapping(48, 180) + dynamic(4);
  floating(2.75, 3.5);
  SHOW(result);
  return result;
}
