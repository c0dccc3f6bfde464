/*
 * How the heap is laid out, between __heap_start and __heap_end.
 *
 * Blocks lie one behind the other without gaps. Each begins with a header of one word, 4 below a multiple of 8, so that what a
 * program gets is a multiple of 8; sizes count the header and are multiples of 8. A header of size 0 ends the heap. A free block
 * has its links behind the header and its own address in its last word, where its successor finds it; two free blocks are
 * never neighbours. So a block in use costs 4 bytes, and freeing one is a matter of looking at both neighbours.
 */
#ifndef HSX_LIBC_HEAP_H
#define HSX_LIBC_HEAP_H

#include <stddef.h>
#include <stdint.h>

struct block {
  /* Size in bytes, and flags in the low bits. */
  uint32_t head;
  /* Only in a free block: the next one of its list, and what points to this one. Else the program's data begins here. */
  struct block *next;
  struct block **link;
};

enum {
  /* The block is in use. */
  USED = 1,
  /* The one before it is; else the word before the header is its address. */
  PREVIOUS_USED = 2,
  FLAGS = 7,

  HEADER_BYTES = sizeof(uint32_t),
  /* What a free block needs for itself. */
  BLOCK_MIN = 16,
};

/* Sizes are below this, so that sums of them fit a word. */
#define REQUEST_MAX 0x01000000u

extern char __heap_start[], __heap_end[];

static inline uint32_t block_size(const struct block *block)
{
  return block->head & ~(uint32_t)FLAGS;
}

static inline struct block *block_at(struct block *block, uint32_t offset)
{
  return (struct block *)((char *)block + offset);
}

/* The free block before this one; only where PREVIOUS_USED is not set. */
static inline struct block **previous_of(struct block *block)
{
  return (struct block **)block - 1;
}

static inline void *data_of(struct block *block)
{
  return &block->next;
}

/* The size of a block that holds `n` bytes; `n` is at most REQUEST_MAX. */
static inline uint32_t size_for(size_t n)
{
  return n <= BLOCK_MIN - HEADER_BYTES ? BLOCK_MIN : (n + HEADER_BYTES + 7) & ~7u;
}

/* Takes a free block of at least `size` bytes out of its list; NULL when there is none. It still says that it is free. */
struct block *__hsx_heap_find(uint32_t size);

/* Takes this free block out of its list. */
void __hsx_heap_unlink(struct block *block);

/* Makes a block in use free, one with its free neighbours. */
void __hsx_heap_release(struct block *block);

/* Shortens a block in use to `size` bytes where enough is left over for a block of its own. */
void __hsx_heap_trim(struct block *block, uint32_t size);

/* The block in use that a pointer of the program stands for; aborts when there is none. */
struct block *__hsx_heap_block(void *data);

/* Reports an address that is no block, or a damaged heap, and aborts. */
__attribute__((__noreturn__, __cold__)) void __hsx_heap_broken(const void *where);

#endif
