/* Fahrenheit and Celsius side by side, in integers and in floating point. */
#include <stdio.h>

#define LOWER 0
#define UPPER 300
#define STEP 20

int main(void)
{
  printf("%6s %6s %8s\n", "F", "C", "C");
  for (int fahrenheit = LOWER; fahrenheit <= UPPER; fahrenheit += STEP) {
    int whole = 5 * (fahrenheit - 32) / 9;
    double exact = 5.0 / 9.0 * (fahrenheit - 32);
    printf("%6d %6d %8.2f\n", fahrenheit, whole, exact);
  }
  return 0;
}
