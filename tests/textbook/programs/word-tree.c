/* A binary tree of words with their counts, printed in order; strdup by hand, recursion. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tnode {
  char *word;
  int count;
  struct tnode *left, *right;
};

static char *copy(const char *text)
{
  char *place = malloc(strlen(text) + 1);
  return place != NULL ? strcpy(place, text) : NULL;
}

static struct tnode *add(struct tnode *tree, const char *word)
{
  if (tree == NULL) {
    tree = calloc(1, sizeof *tree);
    if (tree == NULL || (tree->word = copy(word)) == NULL) abort();
    tree->count = 1;
    return tree;
  }
  int order = strcmp(word, tree->word);
  if (order == 0) tree->count++;
  else if (order < 0) tree->left = add(tree->left, word);
  else tree->right = add(tree->right, word);
  return tree;
}

static int print(const struct tnode *tree)
{
  if (tree == NULL) return 0;
  int left = print(tree->left);
  printf("%4d %s\n", tree->count, tree->word);
  int right = print(tree->right);
  return 1 + (left > right ? left : right);
}

static void discard(struct tnode *tree)
{
  if (tree == NULL) return;
  discard(tree->left);
  discard(tree->right);
  free(tree->word);
  free(tree);
}

static int next_word(char *word, int limit)
{
  int c;
  while ((c = getchar()) != EOF && !isalpha(c)) continue;
  if (c == EOF) return 0;
  do {
    if (--limit > 0) *word++ = (char)c;
  } while (isalnum(c = getchar()));
  ungetc(c, stdin);
  *word = '\0';
  return 1;
}

int main(void)
{
  struct tnode *root = NULL;
  char word[20];
  while (next_word(word, sizeof word)) root = add(root, word);
  printf("depth %d\n", print(root));
  discard(root);
  return 0;
}
