#include "heap.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/*
 * Lets a block grow into the free blocks beside it. Where the one before it is needed its data moves down, but no second place
 * for it has to be found. NULL when there is not enough beside it.
 */
static struct block *grow(struct block *block, uint32_t size)
{
  uint32_t has = block_size(block);
  struct block *after = block_at(block, has);
  struct block *grown = block;
  uint32_t total = has;
  if (!(after->head & USED))
    total += block_size(after);
  if (total < size && !(block->head & PREVIOUS_USED)) {
    grown = *previous_of(block);
    total += block_size(grown);
  }
  if (total < size)
    return NULL;
  if (!(after->head & USED))
    __hsx_heap_unlink(after);
  if (grown != block) {
    __hsx_heap_unlink(grown);
    memmove(data_of(grown), data_of(block), has - HEADER_BYTES);
  }
  /* A block whose predecessor is free has been joined with it, so now the one before is in use. */
  grown->head = total | USED | (grown == block ? block->head & PREVIOUS_USED : PREVIOUS_USED);
  block_at(grown, total)->head |= PREVIOUS_USED;
  return grown;
}

void *realloc(void *data, size_t n)
{
  if (!data)
    return malloc(n);
  struct block *block = __hsx_heap_block(data);
  if (n > REQUEST_MAX) {
    errno = ENOMEM;
    return NULL;
  }
  uint32_t size = size_for(n);
  uint32_t has = block_size(block);
  if (has < size) {
    struct block *grown = grow(block, size);
    if (!grown) {
      void *copy = malloc(n);
      if (copy) {
        memcpy(copy, data, has - HEADER_BYTES);
        __hsx_heap_release(block);
      }
      return copy;
    }
    block = grown;
  }
  __hsx_heap_trim(block, size);
  return data_of(block);
}
