/*
 * Quicksort with the median of three as pivot, recursion into the smaller part only, and insertion sort for what is short. The
 * result is checked against qsort of the library.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 500
#define SHORT 12

static int comparisons;

static int less(int a, int b)
{
  ++comparisons;
  return a < b;
}

static void swap(int *a, int *b)
{
  int t = *a;
  *a = *b;
  *b = t;
}

static void insertion_sort(int *a, int n)
{
  for (int i = 1; i < n; ++i) {
    int value = a[i];
    int j = i;
    for (; j > 0 && less(value, a[j - 1]); --j)
      a[j] = a[j - 1];
    a[j] = value;
  }
}

/* Splits around the median of first, middle and last; returns the pivot's place. */
static int partition(int *a, int n)
{
  int *middle = &a[n / 2], *last = &a[n - 1];
  if (less(*middle, *a))
    swap(middle, a);
  if (less(*last, *a))
    swap(last, a);
  if (less(*last, *middle))
    swap(last, middle);
  /* The pivot waits beside the end; both scans meet something that stops them. */
  swap(middle, last - 1);
  int pivot = last[-1];
  int i = 0, j = n - 2;
  for (;;) {
    while (less(a[++i], pivot)) {
    }
    while (less(pivot, a[--j])) {
    }
    if (i >= j)
      break;
    swap(&a[i], &a[j]);
  }
  swap(&a[i], &a[n - 2]);
  return i;
}

static void quicksort(int *a, int n)
{
  while (n > SHORT) {
    int p = partition(a, n);
    if (p < n - p - 1) {
      quicksort(a, p);
      a += p + 1;
      n -= p + 1;
    } else {
      quicksort(a + p + 1, n - p - 1);
      n = p;
    }
  }
  insertion_sort(a, n);
}

static int by_value(const void *a, const void *b)
{
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

int main(void)
{
  static int numbers[COUNT], check[COUNT];
  unsigned seed = 2024;

  for (int i = 0; i < COUNT; ++i) {
    seed = seed * 1103515245u + 12345u;
    numbers[i] = (int)(seed >> 16 & 0x7fff) - 16384;
  }
  memcpy(check, numbers, sizeof check);

  quicksort(numbers, COUNT);
  qsort(check, COUNT, sizeof check[0], by_value);

  printf("smallest:");
  for (int i = 0; i < 8; ++i)
    printf(" %d", numbers[i]);
  printf("\nmedian:   %d\nlargest: ", numbers[COUNT / 2]);
  for (int i = COUNT - 8; i < COUNT; ++i)
    printf(" %d", numbers[i]);
  printf("\n%d numbers, %d comparisons\n", COUNT, comparisons);
  if (memcmp(numbers, check, sizeof check) != 0) {
    puts("NOT sorted");
    return 1;
  }
  puts("sorted");
  return 0;
}
