/* Permutations in lexical order, combinations by recursion, subsets by bits. */
#include <stdio.h>
#include <string.h>

static int next_permutation(char *text)
{
  int n = (int)strlen(text), i = n - 2, j = n - 1;
  while (i >= 0 && text[i] >= text[i + 1]) i--;
  if (i < 0) return 0;
  while (text[j] <= text[i]) j--;
  char t = text[i];
  text[i] = text[j];
  text[j] = t;
  for (int low = i + 1, high = n - 1; low < high; low++, high--) t = text[low], text[low] = text[high], text[high] = t;
  return 1;
}

static void combinations(const char *from, int choose, char *chosen, int have)
{
  if (have == choose) {
    printf("%.*s ", choose, chosen);
    return;
  }
  for (; *from; from++) {
    chosen[have] = *from;
    combinations(from + 1, choose, chosen, have + 1);
  }
}

int main(void)
{
  char text[] = "abbc", chosen[8];
  int count = 0;
  do {
    printf("%s ", text);
    count++;
  } while (next_permutation(text));
  printf("(%d)\n", count);
  combinations("abcde", 3, chosen, 0);
  putchar('\n');
  for (unsigned set = 0; set < 8; set++) {
    putchar('{');
    for (int i = 0; i < 3; i++)
      if (set >> i & 1) putchar("xyz"[i]);
    printf("} ");
  }
  putchar('\n');
  return 0;
}
