/* A Fourier transform of 32 points in double, and back. */
#include <math.h>
#include <stdio.h>

#define N 32

struct number { double re, im; };

static void transform(struct number *x, int n, int stride, struct number *out, int sign)
{
  if (n == 1) {
    *out = *x;
    return;
  }
  transform(x, n / 2, 2 * stride, out, sign);
  transform(x + stride, n / 2, 2 * stride, out + n / 2, sign);
  for (int k = 0; k < n / 2; k++) {
    double angle = sign * 2 * acos(-1) * k / n, c = cos(angle), s = sin(angle);
    struct number even = out[k], odd = out[k + n / 2];
    struct number turned = {odd.re * c - odd.im * s, odd.re * s + odd.im * c};
    out[k] = (struct number){even.re + turned.re, even.im + turned.im};
    out[k + n / 2] = (struct number){even.re - turned.re, even.im - turned.im};
  }
}

int main(void)
{
  struct number signal[N], spectrum[N], back[N];
  for (int i = 0; i < N; i++) {
    double t = 2 * acos(-1) * i / N;
    signal[i] = (struct number){3 * cos(2 * t) + sin(5 * t) + 0.5, 0};
  }
  transform(signal, N, 1, spectrum, -1);
  for (int k = 0; k <= N / 2; k++) {
    double size = hypot(spectrum[k].re, spectrum[k].im) / N;
    double angle = floor(atan2(spectrum[k].im, spectrum[k].re) * 1e4 + 0.5) / 1e4;
    if (size > 1e-9) printf("%2d: %.6f at %.4f\n", k, size, angle + 0.0);
  }
  transform(spectrum, N, 1, back, 1);
  double worst = 0;
  for (int i = 0; i < N; i++) worst = fmax(worst, hypot(back[i].re / N - signal[i].re, back[i].im / N - signal[i].im));
  printf("%s\n", worst < 1e-14 ? "the same" : "differs");
  return 0;
}
