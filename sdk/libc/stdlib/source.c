#include "source.h"
#include <ctype.h>

int __hsx_peek(struct source *source)
{
  if (source->left == 0)
    return EOF;
  if (source->next == SOURCE_UNREAD)
    source->next = source->get(source);
  return source->next;
}

void __hsx_take(struct source *source)
{
  source->next = SOURCE_UNREAD;
  ++source->taken;
  --source->left;
}

int __hsx_take_and_peek(struct source *source)
{
  __hsx_take(source);
  return __hsx_peek(source);
}

int __hsx_skip_space(struct source *source)
{
  int c = __hsx_peek(source);
  while (isspace(c))
    c = __hsx_take_and_peek(source);
  return c;
}

static int get(struct source *source)
{
  return *source->from.text == '\0' ? EOF : *source->from.text++;
}

void __hsx_open_string(struct source *source, const char *text)
{
  source->get = get;
  source->from.text = text;
  source->next = SOURCE_UNREAD;
  source->taken = 0;
  source->left = INT_MAX;
}
