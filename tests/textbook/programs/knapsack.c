/* Dynamic programming: knapsack, longest common subsequence, edit distance, change. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int max(int a, int b) { return a > b ? a : b; }
static int min(int a, int b) { return a < b ? a : b; }

static int knapsack(const int *weight, const int *value, int n, int room)
{
  int *best = calloc((size_t)room + 1, sizeof *best);
  if (best == NULL) abort();
  for (int i = 0; i < n; i++)
    for (int w = room; w >= weight[i]; w--) best[w] = max(best[w], best[w - weight[i]] + value[i]);
  int result = best[room];
  free(best);
  return result;
}

static void common(const char *a, const char *b)
{
  int n = (int)strlen(a), m = (int)strlen(b), length[n + 1][m + 1];
  memset(length, 0, sizeof length);
  for (int i = n - 1; i >= 0; i--)
    for (int j = m - 1; j >= 0; j--) length[i][j] = a[i] == b[j] ? 1 + length[i + 1][j + 1] : max(length[i + 1][j], length[i][j + 1]);
  printf("%d: ", length[0][0]);
  for (int i = 0, j = 0; i < n && j < m;)
    if (a[i] == b[j]) putchar(a[i]), i++, j++;
    else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  putchar('\n');
}

static int distance(const char *a, const char *b)
{
  int m = (int)strlen(b), row[m + 1];
  for (int j = 0; j <= m; j++) row[j] = j;
  for (int i = 1; a[i - 1]; i++) {
    int diagonal = row[0];
    row[0] = i;
    for (int j = 1; j <= m; j++) {
      int here = min(min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
      diagonal = row[j];
      row[j] = here;
    }
  }
  return row[m];
}

static long long ways(int amount)
{
  static const int coins[] = {1, 2, 5, 10, 20, 50, 100, 200};
  long long *count = calloc((size_t)amount + 1, sizeof *count), result;
  if (count == NULL) return -1;
  count[0] = 1;
  for (size_t i = 0; i < sizeof coins / sizeof *coins; i++)
    for (int a = coins[i]; a <= amount; a++) count[a] += count[a - coins[i]];
  result = count[amount];
  free(count);
  return result;
}

int main(void)
{
  static const int weight[] = {12, 2, 1, 4, 1, 7, 3}, value[] = {4, 2, 1, 10, 2, 9, 5};
  printf("%d %d\n", knapsack(weight, value, 7, 15), knapsack(weight, value, 7, 5));
  common("nematode knowledge", "empty bottle");
  printf("%d %d %d\n", distance("kitten", "sitting"), distance("", "abc"), distance("same", "same"));
  printf("%lld %lld\n", ways(200), ways(1000));
  return 0;
}
