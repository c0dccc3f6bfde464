/* Types and variables of every kind. */
typedef unsigned int word;
enum colour { RED, GREEN = 5, BLUE = -2 };
struct node {
  struct node *next;
  const char *name;
  union {
    int number;
    float real;
  } value;
  unsigned kind : 3;
  signed level : 7;
  _Bool on : 1;
  short grid[2][3];
};
struct hidden;

struct node first = {0, "first", {7}, 1, -2, 1, {{1, 2, 3}, {4, 5, 6}}};
static volatile word counter;
enum colour colour = GREEN;
int (*handler)(struct node *, const word, ...);
struct hidden *nothing;
double exact = 2.5;
const long long large = -1;

static inline __attribute__((always_inline)) int inner(int x) {
  counter += x;
  return x * 2;
}

static inline __attribute__((always_inline)) int outer(int y) {
  return inner(y) +
         inner(y + 1);
}

__attribute__((noinline)) int caller(int n) {
  static int calls = 3;
  calls++;
  int sum = outer(n);
  return sum + calls;
}

int main(void) { return caller(2) + first.level + (int)colour + (handler ? handler(&first, (word)large) : 0) + (nothing != 0); }
