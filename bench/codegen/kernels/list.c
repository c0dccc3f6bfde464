/* Linked lists from a pool: sorted insertion, reversal, merge sort, removal, and a binary search tree. */
#include "kernel.h"

struct node {
  struct node *next;
  int32_t key;
  uint16_t info;
};
struct tree {
  struct tree *left, *right;
  int32_t key;
  int count;
};

static struct node pool[300];
static struct tree trees[300];
static struct node *free_list;

KERNEL void list_setup(void) {
  free_list = 0;
  for (int i = 0; i < 300; i++) {
    pool[i].next = free_list;
    free_list = &pool[i];
  }
}

KERNEL struct node *list_push(struct node *head, int32_t key, uint16_t info) {
  struct node *n = free_list;
  if (n == 0) return head;
  free_list = n->next;
  n->key = key;
  n->info = info;
  n->next = head;
  return n;
}

KERNEL struct node *list_insert(struct node *head, int32_t key) {
  struct node **at = &head;
  while (*at != 0 && (*at)->key < key) at = &(*at)->next;
  *at = list_push(*at, key, 1);
  return head;
}

KERNEL struct node *list_reverse(struct node *head) {
  struct node *out = 0;
  while (head != 0) {
    struct node *next = head->next;
    head->next = out;
    out = head;
    head = next;
  }
  return out;
}

KERNEL struct node *list_sort(struct node *head) {
  if (head == 0 || head->next == 0) return head;
  struct node *slow = head, *fast = head->next;
  while (fast != 0 && fast->next != 0) slow = slow->next, fast = fast->next->next;
  struct node *second = slow->next;
  slow->next = 0;
  struct node *a = list_sort(head), *b = list_sort(second), *first = 0, **tail = &first;
  while (a != 0 && b != 0) {
    struct node **from = a->key <= b->key ? &a : &b;
    *tail = *from;
    tail = &(*from)->next;
    *from = *tail;
  }
  *tail = a != 0 ? a : b;
  return first;
}

KERNEL struct node *list_remove(struct node *head, int32_t mask) {
  struct node **at = &head;
  while (*at != 0) {
    struct node *n = *at;
    if ((n->key & mask) == 0) {
      *at = n->next;
      n->next = free_list;
      free_list = n;
    } else
      at = &n->next;
  }
  return head;
}

KERNEL struct tree *tree_insert(struct tree *root, struct tree *leaf) {
  if (root == 0) return leaf;
  if (leaf->key == root->key) root->count++;
  else if (leaf->key < root->key) root->left = tree_insert(root->left, leaf);
  else root->right = tree_insert(root->right, leaf);
  return root;
}

KERNEL uint32_t tree_hash(const struct tree *root, uint32_t hash, int depth) {
  if (root == 0) return hash;
  hash = tree_hash(root->left, hash, depth + 1);
  hash = MIX(hash, root->key + root->count * 3 + depth);
  return tree_hash(root->right, hash, depth + 1);
}

unsigned run(void) {
  unsigned seed = 12, hash = 0;
  struct node *list = 0;
  struct tree *root = 0;
  list_setup();
  for (int i = 0; i < 60; i++) list = list_insert(list, (int32_t)NEXT(seed) >> 12);
  for (int i = 0; i < 200; i++) list = list_push(list, (int32_t)NEXT(seed) >> 12, (uint16_t)i);
  list = list_remove(list_sort(list_reverse(list)), 3);
  for (struct node *n = list; n != 0; n = n->next) hash = MIX(hash, n->key ^ n->info);
  for (int i = 0; i < 300; i++) {
    trees[i].key = (int32_t)(NEXT(seed) >> 23);
    root = tree_insert(root, &trees[i]);
  }
  return tree_hash(root, hash, 0);
}
