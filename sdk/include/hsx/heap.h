/** @file hsx/heap.h What malloc has made of the heap: how much is left, in how many pieces, and whether it is sound. */
#ifndef HSX_HEAP_H
#define HSX_HEAP_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Sizes in bytes. Every block has 4 bytes for itself, which are counted with it. */
struct hsx_heap_info {
  /** The whole heap, as it was linked. */
  size_t size;
  /** In blocks that are in use. */
  size_t used;
  /** In blocks that are free. */
  size_t free;
  /** The most that one malloc can get now. */
  size_t largest;
  unsigned used_blocks;
  unsigned free_blocks;
};

/**
 * Looks at every block of the heap. 0, or -1 when a header is damaged: something wrote outside of its block; then `*info` is
 * left as it is.
 */
int hsx_heap_info(struct hsx_heap_info *info);

#ifdef __cplusplus
}
#endif

#endif
