/* C11 atomics: what the compiler does by itself, and what it asks the library for. */
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

struct three {
  int a, b, c;
};

static _Atomic struct three triple;
static _Atomic long long wide;
static _Atomic double real = 0.5;
static _Atomic short narrow = 1;
static _Atomic unsigned char byte;
static atomic_flag flag = ATOMIC_FLAG_INIT;

/* As compilers call them that do not expand 64-bit operations. */
unsigned long long __atomic_load_8(const volatile void *, int);
void __atomic_store_8(volatile void *, unsigned long long, int);
unsigned long long __atomic_exchange_8(volatile void *, unsigned long long, int);
_Bool __atomic_compare_exchange_8(volatile void *, void *, unsigned long long, _Bool, int, int);
unsigned long long __atomic_fetch_add_8(volatile void *, unsigned long long, int);
unsigned long long __atomic_fetch_sub_8(volatile void *, unsigned long long, int);
unsigned long long __atomic_fetch_and_8(volatile void *, unsigned long long, int);
unsigned long long __atomic_fetch_or_8(volatile void *, unsigned long long, int);
unsigned long long __atomic_fetch_xor_8(volatile void *, unsigned long long, int);
unsigned long long __atomic_fetch_nand_8(volatile void *, unsigned long long, int);

int main(void)
{
  struct three x = {1, 2, 3}, y;
  atomic_store(&triple, x);
  y = atomic_load(&triple);
  wide += 4;
  narrow += 4;
  printf("%d %d %d %d %d\n", y.a, y.b, y.c, (int)wide, narrow);

  wide = 1LL << 35;
  real += 1.0;
  int bits = 0;
  for (long long n = wide; n != 0; n >>= 1)
    ++bits;
  printf("%d %d.%d %d\n", bits, (int)real, (int)(real * 10) % 10, !atomic_flag_test_and_set(&flag));

  struct three other = {12, 34, 56};
  y = atomic_exchange(&triple, other);
  struct three expected = {0, 0, 0};
  _Bool swapped = atomic_compare_exchange_strong(&triple, &expected, x);
  printf("%d %d %d\n", expected.a, expected.b, swapped ? 0 : 99);
  swapped = atomic_compare_exchange_strong(&triple, &expected, x);
  y = triple;
  byte = 250;
  byte += 13;
  atomic_flag_clear(&flag);
  atomic_thread_fence(memory_order_seq_cst);
  printf("%d %d %d %d\n", swapped, y.a + y.b + y.c - 1, atomic_flag_test_and_set(&flag), byte);

  unsigned long long n = 0, old = 7;
  __atomic_store_8(&n, 10, 5);
  printf("%d ", (int)__atomic_exchange_8(&n, 7, 5));
  printf("%d ", (int)__atomic_load_8(&n, 5));
  __atomic_compare_exchange_8(&n, &old, 4, 0, 5, 5);
  printf("%d ", (int)__atomic_fetch_add_8(&n, 2, 5));
  printf("%d ", (int)__atomic_fetch_or_8(&n, 8, 5));
  printf("%d ", (int)__atomic_fetch_and_8(&n, 5, 5));
  n |= 1;
  printf("%d ", (int)__atomic_fetch_nand_8(&n, 5, 5));
  printf("%d ", (int)__atomic_fetch_sub_8(&n, 1, 5));
  n = 1;
  printf("%d\n", (int)__atomic_fetch_xor_8(&n, 3, 5));
  printf("%d %d\n", atomic_is_lock_free(&wide), atomic_is_lock_free(&triple));
  return 0;
}
