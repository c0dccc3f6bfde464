#include "heap.h"
#include <stdlib.h>

struct block *__hsx_heap_block(void *data)
{
  struct block *block = (struct block *)((char *)data - HEADER_BYTES);
  size_t offset = (size_t)((char *)block - __heap_start);
  size_t end = (size_t)(__heap_end - __heap_start) - HEADER_BYTES;
  /* Offsets of headers are 4 more than a multiple of 8. */
  if (offset < end && offset % 8 == HEADER_BYTES && (block->head & USED)) {
    uint32_t size = block_size(block);
    if (size >= BLOCK_MIN && size <= end - offset && (block_at(block, size)->head & PREVIOUS_USED))
      return block;
  }
  __hsx_heap_broken(data);
}

void free(void *data)
{
  if (data)
    __hsx_heap_release(__hsx_heap_block(data));
}
