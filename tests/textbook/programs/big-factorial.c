/* Numbers of many digits: factorials and Fibonacci numbers in base 10^4. */
#include <stdio.h>
#include <string.h>

#define LIMBS 64
#define BASE 10000u

typedef struct {
  int used;
  unsigned limb[LIMBS];
} big;

static void multiply(big *number, unsigned factor)
{
  unsigned carry = 0;
  for (int i = 0; i < number->used; i++) {
    carry += number->limb[i] * factor;
    number->limb[i] = carry % BASE;
    carry /= BASE;
  }
  while (carry > 0) {
    number->limb[number->used++] = carry % BASE;
    carry /= BASE;
  }
}

static void add(big *sum, const big *other)
{
  unsigned carry = 0;
  for (int i = 0; i < other->used || carry > 0 || i < sum->used; i++) {
    if (i >= sum->used) sum->limb[sum->used++] = 0;
    carry += sum->limb[i] + (i < other->used ? other->limb[i] : 0);
    sum->limb[i] = carry % BASE;
    carry /= BASE;
  }
}

static void print(const big *number)
{
  printf("%u", number->limb[number->used - 1]);
  for (int i = number->used - 2; i >= 0; i--) printf("%04u", number->limb[i]);
  printf("\n");
}

int main(void)
{
  big number = {1, {1}};
  for (unsigned i = 2; i <= 100; i++) {
    multiply(&number, i);
    if (i == 25 || i == 50 || i == 100) {
      printf("%u! = ", i);
      print(&number);
    }
  }
  big a = {1, {0}}, b = {1, {1}};
  for (int i = 0; i < 300; i++) {
    big next = b;
    add(&next, &a);
    a = b;
    b = next;
  }
  printf("F(300) = ");
  print(&a);
  return 0;
}
