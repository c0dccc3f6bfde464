/* A singly linked list: insertion in order, reversal, removal. */
#include <stdio.h>
#include <stdlib.h>

struct node {
  int value;
  struct node *next;
};

static struct node *insert(struct node *head, int value)
{
  struct node **place = &head;
  while (*place != NULL && (*place)->value < value) place = &(*place)->next;
  struct node *node = malloc(sizeof *node);
  if (node == NULL) {
    perror("malloc");
    exit(EXIT_FAILURE);
  }
  *node = (struct node){value, *place};
  *place = node;
  return head;
}

static struct node *reverse(struct node *head)
{
  struct node *done = NULL;
  while (head != NULL) {
    struct node *rest = head->next;
    head->next = done;
    done = head;
    head = rest;
  }
  return done;
}

static struct node *remove_odd(struct node *head)
{
  for (struct node **place = &head; *place != NULL;) {
    struct node *node = *place;
    if (node->value % 2 != 0) {
      *place = node->next;
      free(node);
    } else {
      place = &node->next;
    }
  }
  return head;
}

static void print(const struct node *head)
{
  for (; head != NULL; head = head->next) printf("%d%s", head->value, head->next ? " -> " : "\n");
}

int main(void)
{
  static const int values[] = {5, -3, 12, 7, 0, 7, 101, -8, 44};
  struct node *list = NULL;
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) list = insert(list, values[i]);
  print(list);
  list = reverse(list);
  print(list);
  list = remove_odd(list);
  print(list);
  while (list != NULL) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  return EXIT_SUCCESS;
}
