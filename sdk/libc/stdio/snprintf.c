#include "stream.h"
#include <string.h>

struct memory_sink {
  struct sink sink;
  char *next;
  /* Room for text, without the NUL. */
  size_t left;
};

static int put(struct sink *sink, const char *bytes, size_t count)
{
  struct memory_sink *memory = (struct memory_sink *)sink;
  if (count > memory->left)
    count = memory->left;
  memcpy(memory->next, bytes, count);
  memory->next += count;
  memory->left -= count;
  return 0;
}

int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list arguments)
{
  struct memory_sink memory = {{put}, to, size == 0 ? 0 : size - 1};
  int count = __hsx_format(&memory.sink, format, arguments);
  if (size != 0)
    *memory.next = '\0';
  return count;
}

int snprintf(char *restrict to, size_t size, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = vsnprintf(to, size, format, arguments);
  va_end(arguments);
  return count;
}

int vsprintf(char *restrict to, const char *restrict format, va_list arguments)
{
  return vsnprintf(to, (size_t)-1, format, arguments);
}

int sprintf(char *restrict to, const char *restrict format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int count = vsnprintf(to, (size_t)-1, format, arguments);
  va_end(arguments);
  return count;
}
