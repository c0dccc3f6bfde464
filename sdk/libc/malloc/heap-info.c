#include "heap.h"
#include <hsx/heap.h>

int hsx_heap_info(struct hsx_heap_info *info)
{
  struct hsx_heap_info found = {0};
  struct block *block = (struct block *)(__heap_start + HEADER_BYTES);
  struct block *end = (struct block *)(__heap_end - HEADER_BYTES);
  found.size = (size_t)(__heap_end - __heap_start);
  if (found.size < BLOCK_MIN + 2 * HEADER_BYTES) {
    /* Too small for a block. */
  } else if (block->head == 0 && end->head == 0) {
    /* Nothing has been asked for yet. */
    found.free = found.size - 2 * HEADER_BYTES;
    found.free_blocks = 1;
    found.largest = found.free - HEADER_BYTES;
  } else {
    unsigned before = PREVIOUS_USED;
    while (block != end) {
      uint32_t size = block_size(block);
      if (size < BLOCK_MIN || size > (size_t)((char *)end - (char *)block) || (block->head & PREVIOUS_USED) != before)
        return -1;
      if (block->head & USED) {
        found.used += size;
        ++found.used_blocks;
        before = PREVIOUS_USED;
      } else {
        if (before == 0 || *previous_of(block_at(block, size)) != block)
          return -1;
        found.free += size;
        ++found.free_blocks;
        if (size - HEADER_BYTES > found.largest)
          found.largest = size - HEADER_BYTES;
        before = 0;
      }
      block = block_at(block, size);
    }
    if (end->head != (USED | before))
      return -1;
  }
  *info = found;
  return 0;
}
