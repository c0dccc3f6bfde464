/* A part of driver.c. Sorting and searching. */
static unsigned element_bytes;
static unsigned comparisons;

static int compare(const void *a, const void *b)
{
  ++comparisons;
  return memcmp(a, b, element_bytes);
}

/* Only the first byte counts, so that many are equal. */
static int compare_first(const void *a, const void *b)
{
  return *(const unsigned char *)a - *(const unsigned char *)b;
}

static void sorting(void)
{
  unsigned offset = take8();
  unsigned size = take8();
  unsigned count = take8();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  const unsigned char *key = take_block(&element_bytes);
  static union {
    uint64_t aligned;
    unsigned char bytes[1200];
  } memory;
  memset(memory.bytes, '#', sizeof memory.bytes);
  memcpy(memory.bytes + offset, content, bytes);
  element_bytes = size;
  qsort(memory.bytes + offset, count, size, compare);
  out_bytes(memory.bytes, bytes + offset + 2);
  const void *found = bsearch(key, memory.bytes + offset, count, size, compare);
  if (found == NULL)
    out_text("none");
  else
    out_bytes(found, size);
  found = bsearch(key, memory.bytes + offset, count, size, compare_first);
  out_number(found == NULL ? -1 : *(const unsigned char *)found);
  qsort(memory.bytes + offset, count, size, compare_first);
  for (unsigned i = 0; i != count; ++i)
    out_number(memory.bytes[offset + i * size]);
}
