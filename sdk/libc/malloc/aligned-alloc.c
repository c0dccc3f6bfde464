#include "heap.h"
#include <errno.h>
#include <stdlib.h>

void *aligned_alloc(size_t alignment, size_t n)
{
  if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
    errno = EINVAL;
    return NULL;
  }
  if (alignment <= 8)
    return malloc(n);
  if (alignment > REQUEST_MAX || n > REQUEST_MAX) {
    errno = ENOMEM;
    return NULL;
  }
  /* What lies before the aligned address becomes a block of its own, so it must not be 8 bytes. */
  char *data = malloc(size_for(n) + alignment + 8);
  if (!data)
    return NULL;
  struct block *block = (struct block *)(data - HEADER_BYTES);
  uint32_t before = -(uintptr_t)data & (alignment - 1);
  if (before != 0) {
    if (before < BLOCK_MIN)
      before += alignment;
    struct block *front = block;
    block = block_at(front, before);
    block->head = (block_size(front) - before) | USED | PREVIOUS_USED;
    front->head = before | (front->head & FLAGS);
    __hsx_heap_release(front);
  }
  __hsx_heap_trim(block, size_for(n));
  return data_of(block);
}
