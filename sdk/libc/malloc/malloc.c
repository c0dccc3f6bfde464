#include "heap.h"
#include <errno.h>
#include <stdlib.h>

void *malloc(size_t n)
{
  struct block *block = NULL;
  if (n <= REQUEST_MAX) {
    uint32_t size = size_for(n);
    block = __hsx_heap_find(size);
    if (block) {
      block->head |= USED;
      block_at(block, block_size(block))->head |= PREVIOUS_USED;
      __hsx_heap_trim(block, size);
      return data_of(block);
    }
  }
  errno = ENOMEM;
  return NULL;
}
