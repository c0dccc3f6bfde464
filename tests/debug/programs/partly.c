/* What expressions and assignment marks are made of: objects partly in registers, sums that nothing computes, over-aligned objects. */
typedef unsigned u32;
typedef unsigned long long u64;
void observe(int);

struct pair {
  int first, second;
  short tag;
  u64 wide;
};
static volatile int sink;
static int table[8] = {3, 1, 4, 1, 5, 9, 2, 6};

__attribute__((noinline)) static void fill(struct pair *to, int n) {
  to->first = n;
  to->second = -n;
}

unsigned test0(unsigned n) {
  struct pair p = {1, 2, 3, 4};
  int unused = (int)(n * 5 + 7);
  int shifted = (int)(n >> 3) - unused;
  p.first = (int)n;
  p.tag = (short)(n & 15);
  fill(&p, (int)(n & 63));
  p.second += 3;
  p.wide = (u64)n << 8;
  int sum = p.first + p.second;
  struct pair q = p;
  q.first = 9;
  q.wide ^= 0xffff0000ffffull;
  sink = (int)(n & 1);
  return (u32)(sum + q.first + p.tag) + (u32)(q.wide >> 3);
}

unsigned test1(unsigned n) {
  _Alignas(64) int aligned[4] = {1, 2, 3, 4};
  _Alignas(16) char small[3] = {7, 8, 9};
  aligned[n & 3] += (int)n;
  small[1] = (char)(n & 31);
  fill((struct pair *)(void *)aligned, (int)(n & 7));
  int total = 0;
  for (int i = 0; i < 4; i++) {
    int twice = aligned[i] * 2;
    total += twice;
    small[2] = (char)(i + 1);
  }
  return (u32)(total + small[0] + small[1]);
}

unsigned test2(unsigned n) {
  u64 product = (u64)n * (n + 1);
  u64 rest = product - n;
  _Bool odd = (n & 1) != 0;
  _Bool large = n > 1000;
  int less = n < 7;
  unsigned char narrow = (unsigned char)(n + 200);
  signed char minus = (signed char)(narrow ^ 0x55);
  int widened = minus;
  unsigned masked = (n | 0x30) & 0xfff;
  int negative = -(int)masked;
  if (odd) rest += large ? 5 : 6;
  sink = less;
  return (u32)rest + (u32)widened + (u32)negative;
}

unsigned test3(unsigned n) {
  int *cursor = &table[n & 3];
  int count = 0;
  int last = -1;
  for (int step = 0; step < 5; step++) {
    int value = cursor[step & 1];
    int square = value * value;
    if (square > 10) {
      last = square - 10;
      count++;
    }
    sink = last;
  }
  float half = (float)count * 0.5f;
  double whole = (double)half + n;
  return (u32)(int)whole + (u32)last;
}

static inline int clamp(int value, int low, int high) {
  int result = value;
  if (value < low) result = low;
  if (value > high) result = high;
  return result;
}

unsigned test4(unsigned n) {
  int raw = (int)(n % 1000u) - 300;
  int limited = clamp(raw, -100, 250);
  int scaled = clamp(limited * 3, 0, 500);
  struct pair answer;
  answer.first = limited;
  answer.second = scaled;
  answer.tag = (short)raw;
  answer.wide = 0;
  sink = answer.second;
  return (u32)(answer.first * 7 + answer.second);
}

/* A block cleared, then partly written: at known places, at one that is not, and behind the compiler's back. */
unsigned test5(unsigned n) {
  long long list[5] = {-281474976710656ll, 6, 1};
  short text[12] = {1, 2};
  int before = (int)list[1];
  list[n % 5u] = (long long)n * 3;
  int after = (int)list[0] + text[1];
  text[n & 7] = (short)after;
  fill((struct pair *)(void *)(list + 2), (int)(n & 31));
  long long quotient = (long long)after / -3;
  return (u32)(before + after) + (u32)list[3] + (u32)text[3] + (u32)(quotient >> 1);
}
