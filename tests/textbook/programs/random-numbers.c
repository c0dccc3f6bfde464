/* rand and srand: repeatable, in range, spread; a shuffle that loses nothing. */
#include <stdio.h>
#include <stdlib.h>

static void shuffle(int *cards, int n)
{
  for (int i = n - 1; i > 0; i--) {
    int j = (int)(rand() / (RAND_MAX + 1.0) * (i + 1));
    int t = cards[i];
    cards[i] = cards[j];
    cards[j] = t;
  }
}

int main(void)
{
  int first[5], same = 1, in_range = 1;
  srand(42);
  for (int i = 0; i < 5; i++) first[i] = rand();
  srand(42);
  for (int i = 0; i < 5; i++) same &= rand() == first[i];
  srand(43);
  int differs = 0;
  for (int i = 0; i < 5; i++) differs |= rand() != first[i];
  int count[6] = {0};
  for (int i = 0; i < 6000; i++) {
    int value = rand();
    in_range &= value >= 0 && value <= RAND_MAX;
    count[(int)(value / (RAND_MAX + 1.0) * 6)]++;
  }
  int fair = 1;
  for (int i = 0; i < 6; i++) fair &= count[i] > 850 && count[i] < 1150;
  int cards[52], seen[52] = {0}, moved = 0;
  for (int i = 0; i < 52; i++) cards[i] = i;
  shuffle(cards, 52);
  for (int i = 0; i < 52; i++) seen[cards[i]]++, moved += cards[i] != i;
  int whole = 1;
  for (int i = 0; i < 52; i++) whole &= seen[i] == 1;
  printf("same %d, differs %d, in range %d, fair %d, whole %d, mixed %d, big enough %d\n", same, differs, in_range, fair, whole,
         moved > 40, RAND_MAX >= 32767);
  return 0;
}
