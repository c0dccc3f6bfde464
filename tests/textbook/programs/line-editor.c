/* An editor of lines: a doubly linked list, commands with arguments. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line { struct line *previous, *next; char text[]; };

static struct line *head, *tail;
static int count;

static struct line *nth(int n)
{
  struct line *line = head;
  while (line && --n > 0) line = line->next;
  return line;
}

static void insert_after(struct line *before, const char *text)
{
  struct line *line = malloc(sizeof *line + strlen(text) + 1);
  if (line == NULL) exit(1);
  strcpy(line->text, text);
  line->previous = before;
  line->next = before ? before->next : head;
  *(line->next ? &line->next->previous : &tail) = line;
  *(before ? &before->next : &head) = line;
  count++;
}

static void delete(struct line *line)
{
  *(line->previous ? &line->previous->next : &head) = line->next;
  *(line->next ? &line->next->previous : &tail) = line->previous;
  free(line);
  count--;
}

int main(void)
{
  char input[80];
  while (fgets(input, sizeof input, stdin)) {
    char command, rest[80] = "";
    int n = 0;
    if (sscanf(input, " %c %d %79[^\n]", &command, &n, rest) < 1) continue;
    struct line *line = n > 0 ? nth(n) : NULL;
    switch (command) {
    case 'a': insert_after(tail, strcpy(rest, strtok(input + 2, "\n"))); break;
    case 'i':
      if (n >= 1 && n <= count + 1) insert_after(n > 1 ? nth(n - 1) : NULL, rest);
      else puts("?");
      break;
    case 'd':
      if (line) delete(line);
      else puts("?");
      break;
    case 'p':
      n = 0;
      for (line = head; line; line = line->next) printf("%d\t%s\n", ++n, line->text);
      break;
    case 'r':
      for (line = tail; line; line = line->previous) printf("%s ", line->text);
      putchar('\n');
      break;
    case 'q':
      while (head) delete(head);
      printf("%d left\n", count);
      return 0;
    default: puts("?");
    }
  }
  return 1;
}
