/* Matrices: product, transpose, determinant and inverse by elimination with pivots. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#define N 4

typedef double matrix[N][N];

static void multiply(matrix product, matrix a, matrix b)
{
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      product[i][j] = 0;
      for (int k = 0; k < N; k++) product[i][j] += a[i][k] * b[k][j];
    }
}

static double invert(matrix inverse, matrix given)
{
  matrix m;
  double determinant = 1;
  memcpy(m, given, sizeof m);
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) inverse[i][j] = i == j;
  for (int column = 0; column < N; column++) {
    int pivot = column;
    for (int row = column + 1; row < N; row++)
      if (fabs(m[row][column]) > fabs(m[pivot][column])) pivot = row;
    if (m[pivot][column] == 0) return 0;
    if (pivot != column) {
      determinant = -determinant;
      for (int k = 0; k < N; k++) {
        double t = m[pivot][k]; m[pivot][k] = m[column][k]; m[column][k] = t;
        t = inverse[pivot][k]; inverse[pivot][k] = inverse[column][k]; inverse[column][k] = t;
      }
    }
    double scale = m[column][column];
    determinant *= scale;
    for (int k = 0; k < N; k++) m[column][k] /= scale, inverse[column][k] /= scale;
    for (int row = 0; row < N; row++) {
      double factor = m[row][column];
      if (row == column) continue;
      for (int k = 0; k < N; k++) {
        m[row][k] -= factor * m[column][k];
        inverse[row][k] -= factor * inverse[column][k];
      }
    }
  }
  return determinant;
}

static void print(const char *title, matrix m)
{
  puts(title);
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < N; j++) printf("%9.4f", m[i][j] == 0 ? 0.0 : m[i][j]);
    putchar('\n');
  }
}

int main(void)
{
  matrix a = {{4, -2, 1, 3}, {0, 5, -1, 2}, {2, 1, 3, -1}, {1, 0, 2, 6}}, inverse, product;
  printf("determinant %g\n", invert(inverse, a));
  print("inverse", inverse);
  multiply(product, a, inverse);
  double worst = 0;
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) worst = fmax(worst, fabs(product[i][j] - (i == j)));
  printf("close to the unit matrix: %s\n", worst < 1e-12 ? "yes" : "no");
  matrix singular = {{1, 2, 3, 4}, {2, 4, 6, 8}, {1, 1, 1, 1}, {0, 1, 0, 1}};
  printf("singular: %g\n", invert(inverse, singular));
  return 0;
}
