/*
 * The free blocks, in lists by size: each size up to 56 has its own, above that there are four between two powers of two, up to
 * 56 KiB; the last takes the rest. A request looks first at its own list, then takes from the next list above it that has
 * something, where every block fits. In a list the best of the first few is taken. Only when nothing else is left its own list is
 * searched to the end, so that a request fails only when no free block is large enough.
 */
#include "heap.h"

enum {
  LISTS = 48,
  /* How many blocks of a list are looked at. */
  LOOKS = 8,
};

static struct block *lists[LISTS];

/* A bit for each list that has a block. */
static uint32_t filled[(LISTS + 31) / 32];

static unsigned list_of(uint32_t size)
{
  unsigned units = size / 8;
  unsigned list = 0;
  for (; units > 7; units /= 2)
    list += 4;
  list += units;
  return list < LISTS ? list : LISTS - 1;
}

static void put(struct block *block, uint32_t size)
{
  unsigned list = list_of(size);
  struct block *next = lists[list];
  if (next)
    next->link = &block->next;
  block->next = next;
  block->link = &lists[list];
  lists[list] = block;
  filled[list / 32] |= 1u << list % 32;
}

void __hsx_heap_unlink(struct block *block)
{
  struct block *next = block->next;
  struct block **link = block->link;
  /* Whoever wrote behind the end of a block, or into one that is free, is likely to have hit these. */
  if (*link != block || (next && next->link != &block->next))
    __hsx_heap_broken(data_of(block));
  *link = next;
  if (next) {
    next->link = link;
  } else {
    /* Where a list begins there is nothing before the block; the last one takes the list's bit along. */
    uintptr_t list = ((uintptr_t)link - (uintptr_t)lists) / sizeof *lists;
    if (list < LISTS)
      filled[list / 32] &= ~(1u << list % 32);
  }
}

/* The smallest block that fits among the first `looks` of a list. */
__attribute__((__noinline__)) static struct block *best_of(struct block *block, uint32_t size, unsigned looks)
{
  struct block *best = NULL;
  uint32_t least = UINT32_MAX;
  for (; block && looks != 0; block = block->next, --looks) {
    uint32_t has = block_size(block);
    if (has >= size && has < least) {
      best = block;
      least = has;
      if (has == size)
        break;
    }
  }
  return best;
}

/* The first list from `list` on that has a block; LISTS when there is none. */
static unsigned next_filled(unsigned list)
{
  if (list < 32) {
    uint32_t bits = filled[0] >> list;
    if (bits != 0)
      return list + (unsigned)__builtin_ctz(bits);
    list = 32;
  }
  uint32_t bits = filled[1] >> (list - 32);
  return bits == 0 ? LISTS : list + (unsigned)__builtin_ctz(bits);
}

/* Makes all of the heap one free block. */
static void start(void)
{
  struct block *first = (struct block *)(__heap_start + HEADER_BYTES);
  struct block *end = (struct block *)(__heap_end - HEADER_BYTES);
  uint32_t size = (uint32_t)(__heap_end - __heap_start) - 2 * HEADER_BYTES;
  first->head = size | PREVIOUS_USED;
  end->head = USED;
  *previous_of(end) = first;
  put(first, size);
}

struct block *__hsx_heap_find(uint32_t size)
{
  static unsigned char started;
  unsigned list = list_of(size);
  struct block *block = best_of(lists[list], size, LOOKS);
  if (!block) {
    unsigned above = next_filled(list + 1);
    if (above < LISTS) {
      block = best_of(lists[above], size, LOOKS);
    } else if (!started && (size_t)(__heap_end - __heap_start) >= BLOCK_MIN + 2 * HEADER_BYTES) {
      started = 1;
      start();
      return __hsx_heap_find(size);
    } else {
      block = best_of(lists[list], size, UINT32_MAX);
    }
  }
  if (block)
    __hsx_heap_unlink(block);
  return block;
}

void __hsx_heap_release(struct block *block)
{
  uint32_t size = block_size(block);
  struct block *after = block_at(block, size);
  /* The header may come to lie inside a free block, but freeing it once more will see that it is not in use. */
  block->head &= ~(uint32_t)USED;
  if (!(after->head & USED)) {
    __hsx_heap_unlink(after);
    size += block_size(after);
    after = block_at(block, size);
  }
  if (!(block->head & PREVIOUS_USED)) {
    struct block *before = *previous_of(block);
    if (block_at(before, block_size(before)) != block)
      __hsx_heap_broken(data_of(block));
    __hsx_heap_unlink(before);
    size += block_size(before);
    block = before;
  }
  block->head = size | PREVIOUS_USED;
  after->head &= ~(uint32_t)PREVIOUS_USED;
  *previous_of(after) = block;
  put(block, size);
}

void __hsx_heap_trim(struct block *block, uint32_t size)
{
  uint32_t rest = block_size(block) - size;
  if (rest < BLOCK_MIN)
    return;
  struct block *after = block_at(block, size);
  block->head -= rest;
  after->head = rest | USED | PREVIOUS_USED;
  __hsx_heap_release(after);
}
