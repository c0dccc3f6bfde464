#include "heap.h"
#include <hsx/svc.h>
#include <stdlib.h>

void __hsx_heap_broken(const void *where)
{
  static const char text[] = "heap: 0x........ is no block in use (freed before?), or something wrote outside of its block\n";
  enum { ADDRESS = sizeof "heap: 0x" - 1 };
  char message[sizeof text - 1];
  for (unsigned i = 0; i != sizeof message; ++i) {
    unsigned digit = (uintptr_t)where >> ((7 - (i - ADDRESS)) * 4 & 31) & 15;
    message[i] = i - ADDRESS < 8 ? "0123456789abcdef"[digit] : text[i];
  }
  hsx_task_write_err(message, sizeof message);
  abort();
}
