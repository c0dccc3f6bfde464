/* Formatted text to memory. */
#include "format.h"

struct to_memory {
  struct format format;
  char *next;
  /* Room for text, without the NUL. */
  size_t left;
};

static void put(struct format *format, int c)
{
  struct to_memory *to = (struct to_memory *)format;
  if (to->left != 0) {
    --to->left;
    *to->next++ = (char)c;
  }
}

int __hsx_print_text(char *memory, size_t size, const char *text, va_list arguments, int (*more)(struct format *))
{
  struct to_memory to;
  to.format.put = put;
  to.format.more = more;
  to.next = memory;
  to.left = size == 0 ? 0 : size - 1;
  int count = __hsx_format(&to.format, text, arguments);
  if (size != 0)
    *to.next = '\0';
  return count;
}
