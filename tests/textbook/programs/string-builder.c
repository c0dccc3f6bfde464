/* Text that grows: vsnprintf measures, realloc makes room. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text { char *bytes; size_t length, room; };

static int add(struct text *text, const char *format, ...)
{
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int needed = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (needed >= 0 && text->length + (size_t)needed + 1 > text->room) {
    size_t room = 2 * (text->length + (size_t)needed + 1);
    char *bytes = realloc(text->bytes, room);
    if (bytes == NULL) needed = -1;
    else text->bytes = bytes, text->room = room;
  }
  if (needed >= 0) text->length += (size_t)vsnprintf(text->bytes + text->length, text->room - text->length, format, again);
  va_end(again);
  return needed;
}

int main(void)
{
  struct text text = {0};
  for (int i = 1; i <= 12; i++) add(&text, "%s%d", i > 1 ? ", " : "", i * i);
  int n = add(&text, " and %s %.3f %c", "so on to", 1e6, '.');
  printf("%d %zu [%s]\n", n, strlen(text.bytes), text.bytes);
  free(text.bytes);
  return 0;
}
