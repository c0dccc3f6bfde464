/* Atomic operations on 64 bits, as clang calls them; plain ones, for the reason that generic.c gives. */
#include <stdint.h>

uint64_t __atomic_load_8(const volatile void *from, int order)
{
  (void)order;
  return *(const volatile uint64_t *)from;
}

void __atomic_store_8(volatile void *to, uint64_t value, int order)
{
  (void)order;
  *(volatile uint64_t *)to = value;
}

_Bool __atomic_compare_exchange_8(volatile void *object, void *expected, uint64_t desired, _Bool weak, int success,
                                  int failure)
{
  (void)weak;
  (void)success;
  (void)failure;
  uint64_t was = *(volatile uint64_t *)object;
  if (was == *(uint64_t *)expected) {
    *(volatile uint64_t *)object = desired;
    return 1;
  }
  *(uint64_t *)expected = was;
  return 0;
}

/* The new value is made of `was` and `value`; the result is the old one. */
#define FETCH(name, result)                                                                                           \
  uint64_t __atomic_##name##_8(volatile void *object, uint64_t value, int order)                                      \
  {                                                                                                                   \
    (void)order;                                                                                                      \
    uint64_t was = *(volatile uint64_t *)object;                                                                      \
    *(volatile uint64_t *)object = (result);                                                                          \
    return was;                                                                                                       \
  }

FETCH(exchange, value)
FETCH(fetch_add, was + value)
FETCH(fetch_sub, was - value)
FETCH(fetch_and, was & value)
FETCH(fetch_or, was | value)
FETCH(fetch_xor, was ^ value)
FETCH(fetch_nand, ~(was & value))
