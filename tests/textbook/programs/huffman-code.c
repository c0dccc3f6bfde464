/* Huffman codes for the letters of a text, by merging the two rarest trees. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tree { unsigned weight; int letter; struct tree *zero, *one; };

static char codes[256][32];

static int order(const void *a, const void *b)
{
  const struct tree *x = *(struct tree *const *)a, *y = *(struct tree *const *)b;
  return x->weight != y->weight ? (x->weight < y->weight ? 1 : -1) : y->letter - x->letter;
}

static struct tree *new_tree(unsigned weight, int letter, struct tree *zero, struct tree *one)
{
  struct tree *t = malloc(sizeof *t);
  if (t == NULL) exit(EXIT_FAILURE);
  *t = (struct tree){weight, letter, zero, one};
  return t;
}

static void assign(const struct tree *t, char *code, int depth)
{
  if (t->zero == NULL) {
    memcpy(codes[t->letter], code, (size_t)depth);
    return;
  }
  code[depth] = '0';
  assign(t->zero, code, depth + 1);
  code[depth] = '1';
  assign(t->one, code, depth + 1);
}

static void discard(struct tree *t)
{
  if (t == NULL) return;
  discard(t->zero);
  discard(t->one);
  free(t);
}

int main(void)
{
  static const char text[] = "she sells sea shells by the sea shore";
  struct tree *trees[256];
  int n = 0;
  unsigned count[256] = {0}, bits = 0;
  for (const char *p = text; *p; p++) count[(unsigned char)*p]++;
  for (int c = 0; c < 256; c++)
    if (count[c]) trees[n++] = new_tree(count[c], c, NULL, NULL);
  while (n > 1) {
    qsort(trees, (size_t)n, sizeof *trees, order);
    struct tree *one = trees[--n], *zero = trees[--n];
    trees[n++] = new_tree(zero->weight + one->weight, one->letter < zero->letter ? one->letter : zero->letter, zero, one);
  }
  char code[32];
  assign(trees[0], code, 0);
  for (int c = 0; c < 256; c++)
    if (count[c]) printf("'%c' %2u %s\n", c, count[c], codes[c]), bits += count[c] * (unsigned)strlen(codes[c]);
  printf("%u bits instead of %zu\n", bits, 8 * strlen(text));
  const struct tree *at = trees[0];
  for (const char *p = text; *p; p++)
    for (const char *bit = codes[(unsigned char)*p]; *bit; bit++) {
      at = *bit == '0' ? at->zero : at->one;
      if (at->zero == NULL) putchar(at->letter), at = trees[0];
    }
  putchar('\n');
  discard(trees[0]);
  return 0;
}
