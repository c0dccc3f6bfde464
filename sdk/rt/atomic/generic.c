/*
 * Atomic operations on objects of any size, as clang calls them. A task's memory is its own and it has one thread of control, so they are
 * plain copies, and none ever waits.
 */
#include <stddef.h>
#include <string.h>

/* clang does not let these names be defined as what they are. */
#define NAMED(symbol) __asm__(#symbol)

void load(size_t size, const void *from, void *to, int order) NAMED(__atomic_load);
void store(size_t size, void *to, const void *from, int order) NAMED(__atomic_store);
void exchange(size_t size, void *object, const void *desired, void *last, int order) NAMED(__atomic_exchange);
_Bool compare_exchange(size_t size, void *object, void *expected, const void *desired, int success, int failure)
    NAMED(__atomic_compare_exchange);
_Bool is_lock_free(size_t size, const volatile void *object) NAMED(__atomic_is_lock_free);

void load(size_t size, const void *from, void *to, int order)
{
  (void)order;
  memcpy(to, from, size);
}

void store(size_t size, void *to, const void *from, int order)
{
  (void)order;
  memcpy(to, from, size);
}

void exchange(size_t size, void *object, const void *desired, void *last, int order)
{
  (void)order;
  unsigned char *a = object;
  const unsigned char *b = desired;
  unsigned char *c = last;
  /* Any two of the three may be the same object. */
  for (; size != 0; --size, ++a, ++b, ++c) {
    unsigned char was = *a;
    *a = *b;
    *c = was;
  }
}

_Bool compare_exchange(size_t size, void *object, void *expected, const void *desired, int success, int failure)
{
  (void)success;
  (void)failure;
  if (memcmp(object, expected, size) == 0) {
    memcpy(object, desired, size);
    return 1;
  }
  memcpy(expected, object, size);
  return 0;
}

_Bool is_lock_free(size_t size, const volatile void *object)
{
  (void)size;
  (void)object;
  return 1;
}
