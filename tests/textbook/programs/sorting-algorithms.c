/* The sorts of the textbooks, each against qsort. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N 200

static void insertion(int *a, int n)
{
  for (int i = 1; i < n; i++) {
    int value = a[i], j = i;
    for (; j > 0 && a[j - 1] > value; j--) a[j] = a[j - 1];
    a[j] = value;
  }
}

static void shell(int *a, int n)
{
  for (int gap = n / 2; gap > 0; gap /= 2)
    for (int i = gap; i < n; i++)
      for (int j = i - gap; j >= 0 && a[j] > a[j + gap]; j -= gap) {
        int t = a[j];
        a[j] = a[j + gap];
        a[j + gap] = t;
      }
}

static void quick(int *a, int n)
{
  if (n < 2) return;
  int pivot = a[n / 2], i = 0, j = n - 1;
  while (i <= j) {
    while (a[i] < pivot) i++;
    while (a[j] > pivot) j--;
    if (i <= j) {
      int t = a[i];
      a[i++] = a[j];
      a[j--] = t;
    }
  }
  quick(a, j + 1);
  quick(a + i, n - i);
}

static void merge(int *a, int n)
{
  if (n < 2) return;
  int half = n / 2, copy[N];
  merge(a, half);
  merge(a + half, n - half);
  memcpy(copy, a, (size_t)half * sizeof *a);
  for (int i = 0, j = half, k = 0; i < half; k++) a[k] = j < n && a[j] < copy[i] ? a[j++] : copy[i++];
}

static void radix(int *a, int n)
{
  int out[N];
  for (int shift = 0; shift < 32; shift += 8) {
    int count[257] = {0};
    for (int i = 0; i < n; i++) count[(((unsigned)a[i] ^ 0x80000000u) >> shift & 255) + 1]++;
    for (int i = 0; i < 256; i++) count[i + 1] += count[i];
    for (int i = 0; i < n; i++) out[count[((unsigned)a[i] ^ 0x80000000u) >> shift & 255]++] = a[i];
    memcpy(a, out, (size_t)n * sizeof *a);
  }
}

static int compare(const void *a, const void *b)
{
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

int main(void)
{
  static const struct { const char *name; void (*sort)(int *, int); } sorts[] = {
      {"insertion", insertion}, {"shell", shell}, {"quick", quick}, {"merge", merge}, {"radix", radix}};
  int given[N], right[N], work[N];
  unsigned seed = 1;
  for (int i = 0; i < N; i++) given[i] = (int)(seed = seed * 1664525u + 1013904223u) >> (i % 3 * 10);
  memcpy(right, given, sizeof right);
  qsort(right, N, sizeof *right, compare);
  printf("%d %d %d\n", right[0], right[N / 2], right[N - 1]);
  for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
    memcpy(work, given, sizeof work);
    sorts[i].sort(work, N);
    printf("%-10s%s\n", sorts[i].name, memcmp(work, right, sizeof work) ? "WRONG" : "sorted");
  }
  return 0;
}
