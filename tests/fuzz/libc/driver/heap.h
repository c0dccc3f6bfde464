/* A part of driver.c. The heap. */
/* Nobody can say what another heap answers; here it is checked that blocks keep what was written to them. */
static void heap(void)
{
  enum { BLOCKS = 24 };
  static struct {
    unsigned char *data;
    unsigned size;
    unsigned char fill;
  } blocks[BLOCKS];
  unsigned steps = take16();
  unsigned bad = 0;
  for (unsigned step = 0; step != steps; ++step) {
    unsigned what = take8();
    unsigned i = take8() % BLOCKS;
    unsigned size = take16();
    unsigned char fill = (unsigned char)(step * 37 + 11);
    for (unsigned n = 0; n != blocks[i].size; ++n)
      bad += blocks[i].data[n] != (unsigned char)(blocks[i].fill + n);
    unsigned char *data = NULL;
    unsigned kept = 0;
    if (what == 3 || what == 4) {
      /* Of realloc with 0 bytes everybody thinks something else. */
      data = realloc(blocks[i].data, size + !ON_HSX);
      /* Without room the block is as it was. */
      if (data == NULL)
        continue;
      kept = size < blocks[i].size ? size : blocks[i].size;
      for (unsigned n = 0; n != kept; ++n)
        bad += data[n] != (unsigned char)(blocks[i].fill + n);
    } else {
      free(blocks[i].data);
      if (what == 0) {
        data = malloc(size);
      } else if (what == 1) {
        data = calloc(size / 4, 4);
        size = size / 4 * 4;
        for (unsigned n = 0; data != NULL && n != size; ++n)
          bad += data[n] != 0;
      } else if (what == 2) {
        unsigned alignment = 1u << size % 9;
        data = aligned_alloc(alignment, (size / alignment + 1) * alignment);
        bad += (uintptr_t)data % alignment != 0;
      }
    }
    bad += (uintptr_t)data % 8 != 0;
    blocks[i].data = data;
    blocks[i].size = data == NULL ? 0 : size;
    blocks[i].fill = fill;
    for (unsigned n = 0; n != blocks[i].size; ++n)
      data[n] = (unsigned char)(fill + n);
#ifdef __HSX__
    struct hsx_heap_info info;
    bad += hsx_heap_info(&info) != 0;
#endif
  }
  for (unsigned i = 0; i != BLOCKS; ++i) {
    for (unsigned n = 0; n != blocks[i].size; ++n)
      bad += blocks[i].data[n] != (unsigned char)(blocks[i].fill + n);
    free(blocks[i].data);
    blocks[i].data = NULL;
    blocks[i].size = 0;
  }
#ifdef __HSX__
  struct hsx_heap_info info;
  bad += hsx_heap_info(&info) != 0 || info.used != 0 || info.free_blocks != 1;
#endif
  out_number(bad);
}
